/** Puts an editor into a page. */

import type { Adjustments } from '../adjustments';
import type { Editor } from '../Editor';
import { listen } from './listen';
import { Stage } from './Stage';
import type { EditorTheme } from './theme';

export { DARK_THEME, LIGHT_THEME, type EditorTheme } from './theme';

export interface AttachedEditor {
  setTheme(theme: EditorTheme): void;
  /** Show the picture brighter, as a negative and so on; the regions over it stay as they are. */
  adjustPicture(adjustments: Adjustments): void;
  /** Remove what was added to the host and end all listening. */
  detach(): void;
}

/** Draw the editor into `host` and send it the host's pointers and wheel; keys come from the page by `dispatchKey`. */
export function attachEditor(editor: Editor, host: HTMLElement, theme: EditorTheme): AttachedEditor {
  host.tabIndex = 0;
  Object.assign(host.style, { touchAction: 'none', userSelect: 'none', overflow: 'hidden' });
  const stage = new Stage(editor, host, theme);
  const stopListening = listen(editor, host);
  return {
    setTheme: (next) => stage.setTheme(next),
    adjustPicture: (adjustments) => stage.adjustPicture(adjustments),
    detach: () => {
      stopListening();
      editor.cancel();
      stage.detach();
    },
  };
}
