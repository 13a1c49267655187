/** The browser's events, translated for the editor. */

import { screenPoint, type ScreenPoint } from '../../geometry/point';
import type { Editor } from '../Editor';
import type { PointerInput } from '../input';
import { SecondPress } from './SecondPress';

const LINE_PX = 16;

/** Forward pointers, wheel, blur and size of `host` to the editor; the returned function ends it. */
export function listen(editor: Editor, host: HTMLElement): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const pointer = (type: PointerInput['type']) => (event: PointerEvent) =>
    editor.dispatchPointer(pointerInput(host, type, event));
  const second = new SecondPress();
  const press = pointer('down');
  host.addEventListener(
    'pointerdown',
    (event) => {
      // A double click on the first point closes a polygon by its first half; the other must not take the focus from
      // the question for its concept.
      if (second.isSecond(event) && editor.isConceptAwaited) return;
      takePointer(host, event);
      press(event);
    },
    { signal },
  );
  host.addEventListener('pointermove', pointer('move'), { signal });
  host.addEventListener('pointerup', pointer('up'), { signal });
  host.addEventListener('pointercancel', pointer('cancel'), { signal });
  host.addEventListener('pointerleave', pointer('leave'), { signal });
  host.addEventListener('wheel', (event) => turnWheel(editor, host, event), { signal, passive: false });
  host.addEventListener('dblclick', () => editor.dispatchDoubleClick(), { signal });
  // A press with the mouse keeps the focus on the canvas, not on a handle, and starts no scrolling or selecting of text.
  host.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
  window.addEventListener('blur', () => editor.interrupt(), { signal });
  const stopSizing = followSize(editor, host);
  return () => {
    stop.abort();
    stopSizing();
  };
}

function takePointer(host: HTMLElement, event: PointerEvent): void {
  host.focus({ preventScroll: true });
  host.setPointerCapture(event.pointerId);
}

function pointerInput(host: HTMLElement, type: PointerInput['type'], event: PointerEvent): PointerInput {
  const { pointerType } = event;
  return {
    type,
    id: event.pointerId,
    device: pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse',
    point: pointOn(host, event),
    button: event.button,
    alt: event.altKey,
    shift: event.shiftKey,
    mod: event.ctrlKey || event.metaKey,
  };
}

function pointOn(host: HTMLElement, event: MouseEvent): ScreenPoint {
  const { left, top } = host.getBoundingClientRect();
  return screenPoint(event.clientX - left - host.clientLeft, event.clientY - top - host.clientTop);
}

/** The page itself never scrolls or zooms by a wheel over the canvas. */
function turnWheel(editor: Editor, host: HTMLElement, event: WheelEvent): void {
  event.preventDefault();
  const unit = [1, LINE_PX, host.clientHeight][event.deltaMode] ?? 1;
  editor.dispatchWheel({ point: pointOn(host, event), deltaY: event.deltaY * unit, pinch: event.ctrlKey });
}

function followSize(editor: Editor, host: HTMLElement): () => void {
  const measure = () => {
    const { clientWidth: width, clientHeight: height } = host;
    if (width > 0 && height > 0) editor.setViewport({ width, height, pixelRatio: window.devicePixelRatio });
  };
  const observer = new ResizeObserver(measure);
  observer.observe(host);
  // Moving the window to another screen, or zooming the page, changes the ratio and also the window's size.
  window.addEventListener('resize', measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', measure);
  };
}
