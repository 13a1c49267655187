/** What a tool is: a folder of states, each answering pointers, keys and cancel. */

import type { Box, Size } from '../geometry/box';
import type { Camera } from '../geometry/camera';
import type { Scene } from '../scene/scene';
import type { DrawingConcept } from './events';
import type { KeyInput, PointerInput } from './input';

/** What follows on an input: another state of the tool, its idle state, or no change. */
export type Step = ToolState | 'idle' | 'stay';

export interface ToolState {
  /** The second half of a path such as `box.drawing`. */
  readonly name: string;
  readonly cursor: string;
  pointerDown?(pointer: PointerInput): Step;
  pointerMove?(pointer: PointerInput): Step;
  pointerUp?(pointer: PointerInput): Step;
  pointerLeave?(): void;
  /** Return null where the key means nothing here. */
  keyDown?(key: KeyInput): Step | null;
  /** Undo what this gesture shows; the machine then goes to idle. */
  cancel(): void;
}

export interface Tool {
  readonly id: string;
  readonly title: string;
  /** The key that takes up the tool, in lower case. */
  readonly key: string;
  idle(context: ToolContext): ToolState;
}

/** What a tool may see and do. Tools get pointers only while there is a picture. */
export interface ToolContext {
  readonly camera: Camera;
  readonly viewport: Size;
  readonly picture: Size;
  readonly scene: Scene;
  readonly selection: ReadonlySet<string>;
  readonly drawingConcept: DrawingConcept | null;

  /** Return the box on the screen: the one of a gesture if there is one, else the scene's; null if it is not shown. */
  shownBox(id: string): Box | null;
  moveCamera(camera: Camera): void;
  select(ids: readonly string[]): void;
  hover(id: string | null): void;
  /** Show a region at another box while a gesture lasts; null shows the scene's box again. */
  previewEdit(id: string, box: Box | null): void;
  commitEdit(id: string, box: Box): void;
  previewDraft(box: Box | null): void;
  commitDraft(box: Box): void;
  say(text: string): void;
}
