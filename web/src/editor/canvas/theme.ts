/** The colours and the font the canvas cannot take from CSS. */

export interface EditorTheme {
  /** Around the picture. */
  readonly background: string;
  /** In place of a picture that is not loaded yet. */
  readonly emptyPicture: string;
  /** Focus rings and the box being drawn without a concept. */
  readonly accent: string;
  readonly fontFamily: string;
}

const FONT = "'Inter Variable', system-ui, sans-serif";

export const LIGHT_THEME: EditorTheme = {
  background: '#e9ebef',
  emptyPicture: '#d8dbe2',
  accent: '#1f4fd8',
  fontFamily: FONT,
};

export const DARK_THEME: EditorTheme = {
  background: '#15171c',
  emptyPicture: '#22252d',
  accent: '#7aa2ff',
  fontFamily: FONT,
};
