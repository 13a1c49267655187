import { describe, expect, test } from 'vitest';

import { screenToImage } from '../../src/geometry/camera';
import { screenPoint } from '../../src/geometry/point';
import { region, TestEditor } from '../TestEditor';

const touch = (id: number) => ({ id, device: 'touch' as const });

describe('the hand', () => {
  test('pans the picture with the pointer', () => {
    const t = new TestEditor();
    t.key('h');
    t.pointer('down', screenPoint(300, 300)).expectToBeIn('hand.panning');
    t.pointer('move', screenPoint(330, 310)).pointer('up', screenPoint(330, 310)).expectToBeIn('hand.idle');
    expect(t.editor.state.camera).toEqual({ zoom: 1, offsetX: 130, offsetY: 110, turn: 0 });
  });

  test('is borrowed while Space is held, and the tool comes back', () => {
    const t = new TestEditor();
    t.key('b');
    t.keyDown(' ');
    t.expectToBeIn('hand.idle');
    expect(t.editor.toolId).toBe('box');
    t.keyUp(' ');
    t.expectToBeIn('box.idle');
  });

  test('goes back only when its pan is over, if Space is let go first', () => {
    const t = new TestEditor();
    t.key('b');
    t.keyDown(' ');
    t.down(10, 10).move(50, 50);
    t.keyUp(' ');
    t.expectToBeIn('hand.panning').up(60, 60).expectToBeIn('box.idle');
    expect(t.drawn).toEqual([]);
  });

  test('is not borrowed in the middle of drawing', () => {
    const t = new TestEditor();
    t.key('b');
    t.down(10, 10).move(50, 50);
    t.key(' ');
    t.expectToBeIn('box.drawing');
  });

  test('is borrowed by the middle button for one drag', () => {
    const t = new TestEditor();
    t.key('b');
    t.pointer('down', screenPoint(300, 300), { button: 1 }).expectToBeIn('hand.panning');
    t.pointer('move', screenPoint(340, 300)).pointer('up', screenPoint(340, 300), { button: 1 });
    t.expectToBeIn('box.idle');
    expect(t.editor.state.camera.offsetX).toBe(140);
  });
});

describe('zooming', () => {
  test('the wheel keeps the place under the pointer', () => {
    const t = new TestEditor();
    const pointer = screenPoint(250, 180);
    const before = screenToImage(t.editor.state.camera, pointer);
    t.editor.dispatchWheel({ point: pointer, deltaY: -240, pinch: false });
    const after = screenToImage(t.editor.state.camera, pointer);
    expect(t.editor.state.camera.zoom).toBeGreaterThan(1.3);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  test('two fingers zoom by their spread and pan by their middle', () => {
    const t = new TestEditor();
    t.pointer('down', screenPoint(200, 200), touch(1)).pointer('down', screenPoint(300, 200), touch(2));
    t.pointer('move', screenPoint(150, 200), touch(1)).pointer('move', screenPoint(350, 200), touch(2));
    expect(t.editor.state.camera.zoom).toBeCloseTo(2);
    expect(screenToImage(t.editor.state.camera, screenPoint(250, 200)).x).toBeCloseTo(150);
  });

  test('the finger that stays after a pinch draws nothing', () => {
    const t = new TestEditor();
    t.key('b');
    t.pointer('down', screenPoint(200, 200), touch(1)).pointer('down', screenPoint(300, 200), touch(2));
    t.pointer('up', screenPoint(300, 200), touch(2)).pointer('move', screenPoint(350, 350), touch(1));
    t.pointer('up', screenPoint(350, 350), touch(1));
    expect(t.drawn).toEqual([]);
    t.drag([10, 10], [60, 60], touch(3));
    expect(t.drawn).toHaveLength(1);
  });

  test('reveal moves the picture only for a region out of view, and never nearer', () => {
    const t = new TestEditor([region('a', [300, 200, 340, 230]), region('b', [10, 10, 50, 40])]);
    const before = t.editor.state.camera;
    t.editor.reveal('a');
    expect(t.editor.state.camera).toBe(before);
    t.editor.state.moveCamera({ zoom: 8, offsetX: 0, offsetY: 0, turn: 0 });
    t.editor.reveal('a');
    const middle = screenToImage(t.editor.state.camera, screenPoint(400, 300));
    expect([middle.x, middle.y, t.editor.state.camera.zoom]).toEqual([320, 215, 8]);
  });

  test('a resized canvas fits the picture again only while it was fitted', () => {
    const t = new TestEditor();
    t.editor.fit();
    t.editor.setViewport({ width: 400, height: 300, pixelRatio: 1 });
    expect(t.editor.state.camera.zoom).toBeCloseTo(0.84);
    t.wheel(200, 150, -300);
    const { zoom } = t.editor.state.camera;
    t.editor.setViewport({ width: 800, height: 600, pixelRatio: 2 });
    expect(t.editor.state.camera.zoom).toBe(zoom);
  });

  test('a sharper source of the same picture keeps the view', () => {
    const t = new TestEditor();
    const before = t.editor.state.camera;
    t.editor.setPicture(null, 400, 300, { keepCamera: true });
    expect(t.editor.state.camera).toBe(before);
    t.editor.setPicture(null, 400, 300);
    expect(t.editor.state.camera).not.toEqual(before);
  });

  test('without a picture nothing moves and nothing is drawn', () => {
    const t = new TestEditor();
    t.editor.setPicture(null, 0, 0);
    t.key('b');
    const before = t.editor.state.camera;
    t.drag([0, 0], [50, 50]).wheel(0, 0, 100);
    expect(t.editor.state.camera).toBe(before);
    expect(t.drawn).toEqual([]);
    expect(t.key('Enter', { shift: true })).toBe(false);
  });
});
