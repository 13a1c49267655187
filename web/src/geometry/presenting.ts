/** Where the camera goes so that a region can be judged. */

import { heightOf, isInside, widthOf, type Box } from './box';
import { centreOn, fitBox, visibleBox, type Camera, type Viewport } from './camera';

/** A region whose longer side is shorter than this on the screen is too small to be judged. CSS pixels. */
const SMALLEST_PX = 48;
/** One that takes more than this part of the shorter side of the canvas hides what is around it. */
const LARGEST_PART = 0.85;
/** The part that it takes after zooming. */
const GOOD_PART = 0.4;
/** A tiny region is shown no nearer, in CSS pixels per image pixel: it would be a few blocks of colour. */
const MAX_ZOOM = 6;
/** So much is left around it. CSS pixels. */
const MARGIN_PX = 12;
/** A region that is gone to takes this part of the canvas, so that its surroundings are seen too. */
const PART_WITH_SURROUNDINGS = 0.5;

/** Return the camera that has a box in the middle with its surroundings, at `mostZoom` or further away. */
export function cameraAround(box: Box, camera: Camera, viewport: Viewport, mostZoom: number): Camera {
  const margin = (Math.min(viewport.width, viewport.height) * (1 - PART_WITH_SURROUNDINGS)) / 2;
  const { zoom } = fitBox(box, viewport, margin, camera.turn);
  return centreOn(box, viewport, Math.min(zoom, mostZoom), camera.turn);
}

/**
 * Return the camera that shows a box at a size that can be judged, with what is around it; null where it is shown so
 * already, so that nothing moves without need. The zoom stays if it will do.
 */
export function cameraPresenting(box: Box, camera: Camera, viewport: Viewport): Camera | null {
  const zoom = usefulZoom(
    Math.max(widthOf(box), heightOf(box)),
    camera.zoom,
    Math.min(viewport.width, viewport.height),
  );
  if (zoom === camera.zoom && isInside(box, innerView(camera, viewport))) return null;
  return centreOn(box, viewport, zoom, camera.turn);
}

function usefulZoom(sidePx: number, zoom: number, canvasPx: number): number {
  const good = (canvasPx * GOOD_PART) / Math.max(sidePx, 1e-6);
  if (sidePx * zoom > canvasPx * LARGEST_PART) return (canvasPx * LARGEST_PART) / sidePx;
  return sidePx * zoom < SMALLEST_PX ? Math.max(zoom, Math.min(good, MAX_ZOOM)) : zoom;
}

function innerView(camera: Camera, viewport: Viewport): Box {
  const { xMin, yMin, xMax, yMax } = visibleBox(camera, viewport);
  const margin = MARGIN_PX / camera.zoom;
  return { xMin: xMin + margin, yMin: yMin + margin, xMax: xMax - margin, yMax: yMax - margin };
}
