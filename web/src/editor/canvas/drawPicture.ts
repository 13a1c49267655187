/** The picture under the regions. */

import { clamp, type Size } from '../../geometry/box';
import { transformOf, visibleBox, type Camera, type Viewport } from '../../geometry/camera';
import { sourceSize, type PicturePyramid } from './pyramid';
import type { EditorTheme } from './theme';

/** From this zoom on, in device pixels per image pixel, pixels are shown as squares. */
const SQUARES_FROM = 4;

export interface PictureFrame {
  readonly camera: Camera;
  readonly viewport: Viewport;
  readonly picture: Size;
  readonly pyramid: PicturePyramid | null;
  readonly theme: EditorTheme;
}

export function drawPicture(ctx: CanvasRenderingContext2D, frame: PictureFrame): void {
  const { camera, viewport, picture, pyramid, theme } = frame;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  if (picture.width === 0 || picture.height === 0) return;
  ctx.setTransform(...transformOf(camera, viewport.pixelRatio));
  if (pyramid) drawVisiblePart(ctx, frame, pyramid);
  else {
    ctx.fillStyle = theme.emptyPicture;
    ctx.fillRect(0, 0, picture.width, picture.height);
  }
}

/** Draw only what is in view: browsers pay for the whole source otherwise. */
function drawVisiblePart(ctx: CanvasRenderingContext2D, frame: PictureFrame, pyramid: PicturePyramid): void {
  const { camera, viewport, picture } = frame;
  const seen = visibleBox(camera, viewport);
  const left = clamp(Math.floor(seen.xMin), 0, picture.width);
  const top = clamp(Math.floor(seen.yMin), 0, picture.height);
  const width = clamp(Math.ceil(seen.xMax), 0, picture.width) - left;
  const height = clamp(Math.ceil(seen.yMax), 0, picture.height) - top;
  if (width <= 0 || height <= 0) return;
  const zoomPx = camera.zoom * viewport.pixelRatio;
  const full = pyramid.levelFor(1);
  const level = pyramid.levelFor((zoomPx * picture.width) / Math.max(sourceSize(full).width, 1));
  const size = sourceSize(level);
  const scaleX = size.width / picture.width;
  const scaleY = size.height / picture.height;
  ctx.imageSmoothingEnabled = zoomPx < SQUARES_FROM;
  ctx.drawImage(level, left * scaleX, top * scaleY, width * scaleX, height * scaleY, left, top, width, height);
}
