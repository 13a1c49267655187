/** The camera: which part of the picture is on the screen. A camera is a value; every move makes a new one. */

import { clamp, heightOf, widthOf, type Box, type Size } from './box';
import { imagePoint, screenPoint, type ImagePoint, type ScreenPoint } from './point';

/** screen = image * zoom + offset; zoom is CSS pixels per image pixel, the offset is in CSS pixels. */
export interface Camera {
  readonly zoom: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** The canvas: its size in CSS pixels and how many device pixels make one of them. */
export interface Viewport extends Size {
  readonly pixelRatio: number;
}

/** At the closest zoom one image pixel fills this many device pixels. */
const MAX_DEVICE_PX_PER_IMAGE_PX = 64;
/** At the furthest zoom the picture is this part of its fitted size. */
const MIN_PART_OF_FIT = 0.25;
/** So many CSS pixels of the picture stay on the canvas, so that it cannot be lost. */
const KEPT_IN_VIEW_PX = 48;

export function imageToScreen(camera: Camera, point: ImagePoint): ScreenPoint {
  return screenPoint(point.x * camera.zoom + camera.offsetX, point.y * camera.zoom + camera.offsetY);
}

export function screenToImage(camera: Camera, point: ScreenPoint): ImagePoint {
  return imagePoint((point.x - camera.offsetX) / camera.zoom, (point.y - camera.offsetY) / camera.zoom);
}

/** Return the part of the image plane that the viewport shows; it can reach beyond the picture. */
export function visibleBox(camera: Camera, viewport: Size): Box {
  const topLeft = screenToImage(camera, screenPoint(0, 0));
  const bottomRight = screenToImage(camera, screenPoint(viewport.width, viewport.height));
  return { xMin: topLeft.x, yMin: topLeft.y, xMax: bottomRight.x, yMax: bottomRight.y };
}

/** Return the camera that shows all of `box`, centred, with `marginPx` CSS pixels around it. */
export function fitBox(box: Box, viewport: Size, marginPx: number): Camera {
  const margin = Math.min(marginPx, viewport.width / 4, viewport.height / 4);
  const zoomX = (viewport.width - 2 * margin) / Math.max(widthOf(box), 1e-6);
  const zoomY = (viewport.height - 2 * margin) / Math.max(heightOf(box), 1e-6);
  return centreOn(box, viewport, Math.max(Math.min(zoomX, zoomY), 1e-6));
}

/** Return the camera of the given zoom that has the middle of `box` in the middle of the viewport. */
export function centreOn(box: Box, viewport: Size, zoom: number): Camera {
  return {
    zoom,
    offsetX: viewport.width / 2 - ((box.xMin + box.xMax) / 2) * zoom,
    offsetY: viewport.height / 2 - ((box.yMin + box.yMax) / 2) * zoom,
  };
}

/** Return the camera zoomed by `factor` with the image under `pointer` held where it is. */
export function zoomAt(camera: Camera, pointer: ScreenPoint, factor: number, limits: ZoomLimits): Camera {
  const zoom = clamp(camera.zoom * factor, limits.min, limits.max);
  const ratio = zoom / camera.zoom;
  return {
    zoom,
    offsetX: pointer.x - (pointer.x - camera.offsetX) * ratio,
    offsetY: pointer.y - (pointer.y - camera.offsetY) * ratio,
  };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { zoom: camera.zoom, offsetX: camera.offsetX + dx, offsetY: camera.offsetY + dy };
}

export interface ZoomLimits {
  readonly min: number;
  readonly max: number;
}

/** Return how far this picture can be zoomed out and in on this viewport. */
export function zoomLimits(picture: Size, viewport: Viewport): ZoomLimits {
  const fitted = fitBox({ xMin: 0, yMin: 0, xMax: picture.width, yMax: picture.height }, viewport, 0).zoom;
  const max = MAX_DEVICE_PX_PER_IMAGE_PX / viewport.pixelRatio;
  return { min: Math.min(fitted * MIN_PART_OF_FIT, max), max: Math.max(max, fitted) };
}

/** Return the camera moved as little as needed to keep some of the picture on the canvas, its zoom within limits. */
export function clampCamera(camera: Camera, picture: Size, viewport: Viewport): Camera {
  const limits = zoomLimits(picture, viewport);
  const zoom = clamp(camera.zoom, limits.min, limits.max);
  return {
    zoom,
    offsetX: clampOffset(camera.offsetX, picture.width * zoom, viewport.width),
    offsetY: clampOffset(camera.offsetY, picture.height * zoom, viewport.height),
  };
}

function clampOffset(offset: number, shownPx: number, viewportPx: number): number {
  const kept = Math.min(KEPT_IN_VIEW_PX, shownPx, viewportPx);
  return clamp(offset, kept - shownPx, viewportPx - kept);
}
