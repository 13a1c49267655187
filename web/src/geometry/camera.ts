/** The camera: which part of the picture is on the screen, and how it is turned. A camera is a value; every move makes a new one. */

import { boxFromCorners, boxOfPicture, centreOf, clamp, heightOf, widthOf, type Box, type Size } from './box';
import { imagePoint, screenPoint, type ImagePoint, type ScreenPoint } from './point';
import { cosineOf, sineOf, turnDirection, turnedSize, type QuarterTurn } from './turn';

/** screen = turned image * zoom + offset; zoom is CSS pixels per image pixel, the offset is in CSS pixels. */
export interface Camera {
  readonly zoom: number;
  /** Where the picture's origin is on the canvas, which in a turned view is another corner than the upper left. */
  readonly offsetX: number;
  readonly offsetY: number;
  readonly turn: QuarterTurn;
}

/** The canvas: its size in CSS pixels and how many device pixels make one of them. */
export interface Viewport extends Size {
  readonly pixelRatio: number;
}

/** An upright rectangle on the canvas, in CSS pixels. */
export interface ScreenBox extends Size {
  readonly left: number;
  readonly top: number;
}

/** The numbers a to f of a canvas transform: x' = ax + cy + e, y' = bx + dy + f. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** At the closest zoom one image pixel fills this many device pixels. */
const MAX_DEVICE_PX_PER_IMAGE_PX = 64;
/** At the furthest zoom the picture is this part of its fitted size. */
const MIN_PART_OF_FIT = 0.25;
/** So many CSS pixels of the picture stay on the canvas, so that it cannot be lost. */
const KEPT_IN_VIEW_PX = 48;

export function imageToScreen({ zoom, offsetX, offsetY, turn }: Camera, { x, y }: ImagePoint): ScreenPoint {
  const [cosine, sine] = [cosineOf(turn), sineOf(turn)];
  return screenPoint((cosine * x - sine * y) * zoom + offsetX, (sine * x + cosine * y) * zoom + offsetY);
}

export function screenToImage({ zoom, offsetX, offsetY, turn }: Camera, { x, y }: ScreenPoint): ImagePoint {
  const [cosine, sine] = [cosineOf(turn), sineOf(turn)];
  const [right, down] = [(x - offsetX) / zoom, (y - offsetY) / zoom];
  return imagePoint(cosine * right + sine * down, cosine * down - sine * right);
}

/** Return the transform from image pixels to pixels of a canvas that has `pixelRatio` of them in a CSS pixel. */
export function transformOf({ zoom, offsetX, offsetY, turn }: Camera, pixelRatio: number): Transform {
  const [cosine, sine] = [cosineOf(turn) * zoom * pixelRatio, sineOf(turn) * zoom * pixelRatio];
  return [cosine, sine, -sine, cosine, offsetX * pixelRatio, offsetY * pixelRatio];
}

/** Return where an upright box of the picture is on the canvas; in every turn it is upright there too. */
export function boxToScreen(camera: Camera, { xMin, yMin, xMax, yMax }: Box): ScreenBox {
  const a = imageToScreen(camera, imagePoint(xMin, yMin));
  const b = imageToScreen(camera, imagePoint(xMax, yMax));
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    width: Math.abs(b.x - a.x),
    height: Math.abs(b.y - a.y),
  };
}

/** Return the part of the image plane that the viewport shows; it can reach beyond the picture. */
export function visibleBox(camera: Camera, viewport: Size): Box {
  const corner = screenToImage(camera, screenPoint(0, 0));
  return boxFromCorners(corner, screenToImage(camera, screenPoint(viewport.width, viewport.height)));
}

/** Return the camera of the given turn that shows all of `box`, centred, with `marginPx` CSS pixels around it. */
export function fitBox(box: Box, viewport: Size, marginPx: number, turn: QuarterTurn): Camera {
  const margin = Math.min(marginPx, viewport.width / 4, viewport.height / 4);
  const { width, height } = turnedSize({ width: widthOf(box), height: heightOf(box) }, turn);
  const zoomX = (viewport.width - 2 * margin) / Math.max(width, 1e-6);
  const zoomY = (viewport.height - 2 * margin) / Math.max(height, 1e-6);
  return centreOn(box, viewport, Math.max(Math.min(zoomX, zoomY), 1e-6), turn);
}

/** Return the camera of the given zoom and turn that has the middle of `box` in the middle of the viewport. */
export function centreOn(box: Box, viewport: Size, zoom: number, turn: QuarterTurn): Camera {
  const middle = imageToScreen({ zoom, offsetX: 0, offsetY: 0, turn }, centreOf(box));
  return { zoom, offsetX: viewport.width / 2 - middle.x, offsetY: viewport.height / 2 - middle.y, turn };
}

/** Return the camera zoomed by `factor` with the image under `pointer` held where it is. */
export function zoomAt(camera: Camera, pointer: ScreenPoint, factor: number, limits: ZoomLimits): Camera {
  const zoom = clamp(camera.zoom * factor, limits.min, limits.max);
  const ratio = zoom / camera.zoom;
  return {
    zoom,
    offsetX: pointer.x - (pointer.x - camera.offsetX) * ratio,
    offsetY: pointer.y - (pointer.y - camera.offsetY) * ratio,
    turn: camera.turn,
  };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, offsetX: camera.offsetX + dx, offsetY: camera.offsetY + dy };
}

export function areCamerasEqual(a: Camera, b: Camera): boolean {
  return a.zoom === b.zoom && a.offsetX === b.offsetX && a.offsetY === b.offsetY && a.turn === b.turn;
}

export interface ZoomLimits {
  readonly min: number;
  readonly max: number;
}

/** Return how far this picture can be zoomed out and in on this viewport. */
export function zoomLimits(picture: Size, viewport: Viewport, turn: QuarterTurn): ZoomLimits {
  const fitted = fitBox(boxOfPicture(picture), viewport, 0, turn).zoom;
  const max = MAX_DEVICE_PX_PER_IMAGE_PX / viewport.pixelRatio;
  return { min: Math.min(fitted * MIN_PART_OF_FIT, max), max: Math.max(max, fitted) };
}

/** Return the camera moved as little as needed to keep some of the picture on the canvas, its zoom within limits. */
export function clampCamera(camera: Camera, picture: Size, viewport: Viewport): Camera {
  const { offsetX, offsetY, turn } = camera;
  const limits = zoomLimits(picture, viewport, turn);
  const zoom = clamp(camera.zoom, limits.min, limits.max);
  const [reachX, reachY] = turnDirection(picture.width * zoom, picture.height * zoom, turn);
  return {
    zoom,
    offsetX: clampOffset(offsetX, reachX, viewport.width),
    offsetY: clampOffset(offsetY, reachY, viewport.height),
    turn,
  };
}

/** The picture reaches from its origin at `offset` to `offset + reachPx`, which in a turned view can be less. */
function clampOffset(offset: number, reachPx: number, viewportPx: number): number {
  const kept = Math.min(KEPT_IN_VIEW_PX, Math.abs(reachPx), viewportPx);
  return clamp(offset, kept - Math.max(reachPx, 0), viewportPx - kept - Math.min(reachPx, 0));
}
