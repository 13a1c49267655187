// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import Tooltips from './Tooltips.svelte';

function button(label: string, keys?: string): HTMLElement {
  const made = document.createElement('button');
  made.dataset['tooltip'] = label;
  if (keys) made.dataset['tooltipKeys'] = keys;
  document.body.append(made);
  return made;
}

const shown = () => screen.queryByRole('tooltip')?.textContent ?? null;
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the tooltip', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    render(Tooltips);
  });

  afterEach(() => {
    cleanup();
    document.body.replaceChildren();
    vi.useRealTimers();
  });

  it('comes after resting on a control, with its key, and describes it', async () => {
    const control = button('Undo', 'Ctrl+Z');
    await fireEvent.pointerOver(control);
    await wait(400);
    expect(shown()).toBeNull();
    await wait(100);
    expect(shown()).toBe('UndoCtrl+Z');
    expect(control.getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id);
  });

  it('goes when the pointer leaves', async () => {
    const control = button('Undo');
    await fireEvent.pointerOver(control);
    await wait(500);
    await fireEvent.pointerOver(document.body);
    expect(shown()).toBeNull();
    expect(control.hasAttribute('aria-describedby')).toBe(false);
  });

  it('goes at a press and does not come back for the same control', async () => {
    const control = button('Undo');
    await fireEvent.pointerOver(control);
    await wait(500);
    await fireEvent.pointerDown(control);
    await fireEvent.pointerOver(control);
    await wait(1000);
    expect(shown()).toBeNull();
  });

  it('goes at any key', async () => {
    await fireEvent.pointerOver(button('Undo'));
    await wait(500);
    await fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(shown()).toBeNull();
  });

  it('is not shown for a control that may not be pressed, nor for one that has gone meanwhile', async () => {
    const disabled = button('Undo');
    disabled.setAttribute('disabled', '');
    await fireEvent.pointerOver(disabled);
    await wait(500);
    expect(shown()).toBeNull();
    const gone = button('Redo');
    await fireEvent.pointerOver(gone);
    gone.remove();
    await wait(500);
    expect(shown()).toBeNull();
  });
});
