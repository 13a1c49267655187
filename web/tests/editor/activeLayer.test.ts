// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';

import { ActiveLayer } from '../../src/editor/canvas/ActiveLayer';
import { TextRuler } from '../../src/editor/canvas/labels';
import { LIGHT_THEME } from '../../src/editor/canvas/theme';
import { BOX_HANDLES } from '../../src/regions/box/handles';
import { boxRegion } from '../../src/regions/region';
import { polygon, region, TestEditor } from '../TestEditor';

const ruler = new TextRuler((text) => text.length * 7);

function layerOf(t: TestEditor): { draw: () => void; handles: () => SVGElement[]; element: SVGSVGElement } {
  const layer = new ActiveLayer(t.editor, LIGHT_THEME);
  document.body.replaceChildren(layer.element);
  const draw = () => layer.draw(t.editor.state, LIGHT_THEME, ruler, t.editor.cursor);
  const all = () => [...layer.element.querySelectorAll<SVGElement>('[role=button]')];
  const isShown = (element: SVGElement) => !element.closest('[style*="display: none"]');
  return { draw, handles: () => all().filter(isShown), element: layer.element };
}

test('the one selected region has eight focusable handles with names', () => {
  const t = new TestEditor([region('a', [50, 50, 250, 250])]);
  const layer = layerOf(t);
  layer.draw();
  expect(layer.handles()).toEqual([]);
  t.editor.setSelection(['a']);
  layer.draw();
  expect(layer.handles().map((handle) => handle.getAttribute('aria-label'))).toEqual(
    BOX_HANDLES.map(({ name }) => name),
  );
  expect(layer.handles().every((handle) => handle.getAttribute('tabindex') === '0')).toBe(true);
});

test('handles keep their size on screen at every zoom', () => {
  const t = new TestEditor([region('a', [50, 50, 250, 250])]);
  t.editor.setSelection(['a']);
  const layer = layerOf(t);
  const sizes = [0.5, 1, 8].map((zoom) => {
    t.editor.state.moveCamera({ zoom, offsetX: 0, offsetY: 0, turn: 0 });
    layer.draw();
    return layer.handles()[0]?.getAttribute('width');
  });
  expect(new Set(sizes)).toEqual(new Set(['9']));
});

test('an arrow key on a focused handle moves its sides, keeps the focus, and the page does not scroll', () => {
  vi.useFakeTimers();
  const t = new TestEditor([region('a', [50, 50, 250, 250])]);
  t.editor.setSelection(['a']);
  const layer = layerOf(t);
  layer.draw();
  const bottomRight = layer.handles().find((handle) => handle.dataset['handle'] === 'bottom-right')!;
  bottomRight.focus();
  const arrow = new KeyboardEvent('keydown', { key: 'ArrowDown', shiftKey: true, bubbles: true, cancelable: true });
  bottomRight.dispatchEvent(arrow);
  layer.draw();
  expect(arrow.defaultPrevented).toBe(true);
  expect(document.activeElement).toBe(bottomRight);
  vi.advanceTimersByTime(400);
  expect(t.edited).toEqual([{ id: 'a', region: boxRegion({ xMin: 50, yMin: 50, xMax: 250, yMax: 260 }) }]);
  vi.useRealTimers();
});

test('a key a handle does not know goes on to the page', () => {
  const t = new TestEditor([region('a', [50, 50, 250, 250])]);
  t.editor.setSelection(['a']);
  const layer = layerOf(t);
  layer.draw();
  const key = new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true });
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard, { once: true });
  layer.handles()[0]!.dispatchEvent(key);
  expect(key.defaultPrevented).toBe(false);
  expect(heard).toHaveBeenCalledOnce();
});

test('with several selected there are no handles', () => {
  const t = new TestEditor([region('a', [50, 50, 250, 250]), region('b', [10, 10, 40, 40])]);
  t.editor.setSelection(['a', 'b']);
  const layer = layerOf(t);
  layer.draw();
  expect(layer.handles()).toEqual([]);
});

function withTriangle(): { t: TestEditor; layer: ReturnType<typeof layerOf>; handle: (name: string) => SVGElement } {
  const t = new TestEditor([polygon('a', [50, 50], [250, 50], [50, 250])]);
  t.editor.setSelection(['a']);
  const layer = layerOf(t);
  layer.draw();
  const handle = (name: string) => layer.handles().find((one) => one.getAttribute('aria-label') === name)!;
  return { t, layer, handle };
}

function press(element: SVGElement, key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  element.dispatchEvent(event);
  return event;
}

test('the points and edges of a polygon are focusable, named, in the order of Tab', () => {
  const { layer } = withTriangle();
  expect(layer.handles().map((one) => one.getAttribute('aria-label'))).toEqual([
    'Point 1 of 3',
    'Add a point between 1 and 2',
    'Point 2 of 3',
    'Add a point between 2 and 3',
    'Point 3 of 3',
    'Add a point between 3 and 1',
  ]);
  expect(layer.handles().every((one) => one.getAttribute('tabindex') === '0')).toBe(true);
});

test('the handles of a polygon keep their size at every zoom, those on edges are smaller', () => {
  const { t, layer } = withTriangle();
  const sizes = [0.5, 1, 2].map((zoom) => {
    t.editor.state.moveCamera({ zoom, offsetX: 10, offsetY: 10, turn: 0 });
    layer.draw();
    return [0, 1].map((at) => layer.handles()[at]?.getAttribute('width'));
  });
  expect(sizes).toEqual([
    ['9', '7'],
    ['9', '7'],
    ['9', '7'],
  ]);
});

test('Enter on an edge adds a point, which gets the focus and is selected', () => {
  const { t, layer, handle } = withTriangle();
  const edge = handle('Add a point between 1 and 2');
  edge.focus();
  expect(press(edge, 'Enter').defaultPrevented).toBe(true);
  layer.draw();
  expect(t.shownPoints('a')).toEqual([
    [50, 50],
    [150, 50],
    [250, 50],
    [50, 250],
  ]);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Point 2 of 4');
  expect(t.editor.state.selectedPoint).toBe(1);
});

test('a focused point is the selected one; after Delete its neighbour has the focus', () => {
  const { t, layer, handle } = withTriangle();
  t.editor.setRegions([polygon('a', [50, 50], [250, 50], [250, 250], [50, 250])]);
  layer.draw();
  handle('Point 3 of 4').focus();
  expect(t.editor.state.selectedPoint).toBe(2);
  expect(t.key('Delete')).toBe(true);
  layer.draw();
  expect(t.shownPoints('a')).toHaveLength(3);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Point 2 of 3');
});

test('handles out of view are not drawn, but for the one that has the focus', () => {
  const { t, layer, handle } = withTriangle();
  handle('Point 2 of 3').focus();
  t.editor.state.moveCamera({ zoom: 16, offsetX: -600, offsetY: -600, turn: 0 });
  layer.draw();
  expect(layer.handles().map((one) => one.getAttribute('aria-label'))).toEqual(['Point 1 of 3', 'Point 2 of 3']);
});
