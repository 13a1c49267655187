/** Halved copies of a picture, so that a zoomed-out view of a large one is cheap to draw and does not flicker. */

import type { Box, Size } from '../../geometry/box';
import type { PictureSource } from '../EditorState';

/** A picture, or a part of it, at some size. */
export interface Level {
  readonly source: PictureSource;
  /** The part of the picture that it shows, in image pixels. */
  readonly box: Box;
}

/** Levels end where a side would fall below this. */
const MIN_LEVEL_SIDE_PX = 256;

export class PicturePyramid {
  readonly #levels: PictureSource[];

  constructor(
    private readonly source: PictureSource,
    private readonly picture: Size,
  ) {
    this.#levels = [source];
  }

  /** Return the smallest level that still has a pixel for every device pixel, made when it is first needed. */
  levelFor(devicePxPerImagePx: number): Level {
    const { width, height } = this.picture;
    return { source: this.#smallest(devicePxPerImagePx), box: { xMin: 0, yMin: 0, xMax: width, yMax: height } };
  }

  #smallest(devicePxPerImagePx: number): PictureSource {
    const devicePxPerSourcePx = (devicePxPerImagePx * this.picture.width) / Math.max(sourceSize(this.source).width, 1);
    const wanted = Math.max(0, Math.floor(Math.log2(1 / devicePxPerSourcePx)));
    while (this.#levels.length <= wanted) {
      const half = halve(this.#last());
      if (!half) break;
      this.#levels.push(half);
    }
    return this.#levels[Math.min(wanted, this.#levels.length - 1)] ?? this.#last();
  }

  #last(): PictureSource {
    return this.#levels[this.#levels.length - 1] as PictureSource;
  }
}

export function sourceSize(source: PictureSource): { width: number; height: number } {
  if ('naturalWidth' in source) return { width: source.naturalWidth, height: source.naturalHeight };
  return { width: source.width, height: source.height };
}

function halve(source: PictureSource): HTMLCanvasElement | null {
  const size = sourceSize(source);
  const width = Math.ceil(size.width / 2);
  const height = Math.ceil(size.height / 2);
  if (Math.min(width, height) < MIN_LEVEL_SIDE_PX) return null;
  const half = document.createElement('canvas');
  half.width = width;
  half.height = height;
  half.getContext('2d', { alpha: false })?.drawImage(source, 0, 0, width, height);
  return half;
}
