/** One region in the active layer: a halo, a coloured line over it, and a plate with its name. */

import type { Camera } from '../../geometry/camera';
import { regionPath } from '../../regions/path';
import type { Region } from '../../regions/region';
import { haloColourOf, textColourOn } from './contrast';
import type { Plate } from './labels';
import { setAttributes, setShown, svgElement } from './svg';

export interface FrameStyle {
  readonly colour: string;
  readonly isDashed: boolean;
  /** 0 for no fill. */
  readonly fillOpacity: number;
  readonly widthPx: number;
}

export class Frame {
  readonly element = svgElement('g', { 'pointer-events': 'none', 'aria-hidden': 'true' });
  readonly #halo = svgElement('path', { fill: 'none', 'stroke-opacity': 0.65, 'stroke-linejoin': 'round' });
  readonly #line = svgElement('path', { 'fill-rule': 'evenodd' });
  readonly #plate = svgElement('rect');
  readonly #text = svgElement('text', { 'font-size': 12, 'font-weight': 500, 'dominant-baseline': 'central' });

  constructor(fontFamily: string) {
    setAttributes(this.#text, { 'font-family': fontFamily });
    this.element.append(this.#halo, this.#line, this.#plate, this.#text);
    this.hide();
  }

  hide(): void {
    setShown(this.element, false);
  }

  show(region: Region, camera: Camera, style: FrameStyle, plate: Plate | null): void {
    setShown(this.element, true);
    const d = regionPath(region, camera);
    setAttributes(this.#halo, { d, stroke: haloColourOf(style.colour), 'stroke-width': style.widthPx + 2 });
    setAttributes(this.#line, {
      d,
      stroke: style.colour,
      'stroke-width': style.widthPx,
      'stroke-dasharray': style.isDashed ? '5 3' : 'none',
      fill: style.colour,
      'fill-opacity': style.fillOpacity,
    });
    this.#showPlate(plate);
  }

  #showPlate(plate: Plate | null): void {
    setShown(this.#plate, plate !== null);
    setShown(this.#text, plate !== null);
    if (!plate) return;
    const { x, y, width, height, colour, text } = plate;
    setAttributes(this.#plate, { x, y, width, height, fill: colour });
    setAttributes(this.#text, { x: x + 5, y: y + height / 2, fill: textColourOn(colour) });
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }
}
