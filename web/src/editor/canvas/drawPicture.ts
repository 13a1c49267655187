/** The picture under the regions. */

import { clamp, heightOf, widthOf, type Size } from '../../geometry/box';
import { transformOf, visibleBox, type Camera, type Viewport } from '../../geometry/camera';
import type { Mosaic } from './Mosaic';
import { sourceSize, type PicturePyramid } from './pyramid';
import type { EditorTheme } from './theme';

/** From this zoom on, in device pixels per image pixel, pixels are shown as squares. */
const SQUARES_FROM = 4;

export interface PictureFrame {
  readonly camera: Camera;
  readonly viewport: Viewport;
  readonly picture: Size;
  readonly pyramid: PicturePyramid | Mosaic | null;
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
function drawVisiblePart(ctx: CanvasRenderingContext2D, frame: PictureFrame, pyramid: PicturePyramid | Mosaic): void {
  const { camera, viewport, picture } = frame;
  const seen = visibleBox(camera, viewport);
  const left = clamp(Math.floor(seen.xMin), 0, picture.width);
  const top = clamp(Math.floor(seen.yMin), 0, picture.height);
  const width = clamp(Math.ceil(seen.xMax), 0, picture.width) - left;
  const height = clamp(Math.ceil(seen.yMax), 0, picture.height) - top;
  if (width <= 0 || height <= 0) return;
  const zoomPx = camera.zoom * viewport.pixelRatio;
  const visible = { xMin: left, yMin: top, xMax: left + width, yMax: top + height };
  const { source, box } = pyramid.levelFor(zoomPx, visible);
  const size = sourceSize(source);
  const scaleX = size.width / widthOf(box);
  const scaleY = size.height / heightOf(box);
  const [x, y] = [(left - box.xMin) * scaleX, (top - box.yMin) * scaleY];
  ctx.imageSmoothingEnabled = zoomPx < SQUARES_FROM;
  ctx.drawImage(source, x, y, width * scaleX, height * scaleY, left, top, width, height);
}
