/** All regions but the active one, on a canvas over the picture. */

import { visibleBox } from '../../geometry/camera';
import type { EditorState } from '../EditorState';
import { drawPlates, labelFont, placePlates, type TextRuler } from './labels';
import { drawOutlines, type Outline } from './outlines';
import { drawPolygons } from './polygons';
import { markSelected, tintSelected } from './selectedMarks';
import type { EditorTheme } from './theme';

/** Return the id of the region whose handles are shown: the only one selected. */
export function activeId(state: EditorState): string | null {
  const [id, ...others] = state.selection;
  return id !== undefined && others.length === 0 && state.shownBox(id) ? id : null;
}

/** Draw the overlay and return how many regions are in view. */
export function drawOverlay(
  ctx: CanvasRenderingContext2D,
  state: EditorState,
  theme: EditorTheme,
  ruler: TextRuler,
): number {
  const { camera, viewport } = state;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  const outlines = visibleOutlines(state);
  tintSelected(ctx, outlines, camera, viewport.pixelRatio);
  drawOutlines(
    ctx,
    outlines.filter(({ shown }) => shown.form === 'box'),
    camera,
    viewport.pixelRatio,
  );
  drawPolygons(ctx, outlines, camera, viewport.pixelRatio);
  markSelected(ctx, outlines, camera, viewport.pixelRatio);
  drawPlates(ctx, placePlates(outlines, camera, ruler), viewport.pixelRatio, labelFont(theme.fontFamily));
  return outlines.length;
}

function visibleOutlines(state: EditorState): Outline[] {
  const active = activeId(state);
  return state.scene
    .regionsIn(visibleBox(state.camera, state.viewport))
    .filter((region) => region.id !== active)
    .map((region) => {
      const shown = state.previews.regionOf(region.id) ?? region;
      return { region, shown, box: shown.box, isSelected: state.selection.has(region.id) };
    });
}
