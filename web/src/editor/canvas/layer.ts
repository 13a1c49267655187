/** A canvas that fills the host, on whole device pixels. */

import type { Viewport } from '../../geometry/camera';

/** Add a canvas over what the host has; people who do not see it use the lists beside it. */
export function addCanvas(host: HTMLElement, settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  fillHost(canvas);
  host.append(canvas);
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('This browser gives no 2D canvas, which the editor draws on.');
  return context;
}

export function fillHost(element: HTMLElement | SVGElement): void {
  Object.assign(element.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
  element.style.transformOrigin = '0 0';
}

/** Give the canvas as many pixels as the screen has there; that clears it. */
export function fitCanvas({ canvas }: CanvasRenderingContext2D, { width, height, pixelRatio }: Viewport): void {
  const deviceWidth = Math.max(1, Math.round(width * pixelRatio));
  const deviceHeight = Math.max(1, Math.round(height * pixelRatio));
  if (canvas.width === deviceWidth && canvas.height === deviceHeight) return;
  canvas.width = deviceWidth;
  canvas.height = deviceHeight;
}
