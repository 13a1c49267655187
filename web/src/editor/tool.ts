/** What a tool is: a folder of states, each answering pointers, keys and cancel. */

import type { Box, Size } from '../geometry/box';
import type { Camera } from '../geometry/camera';
import type { PlacedRegion } from '../regions/group';
import type { Region } from '../regions/region';
import type { Scene } from '../scene/scene';
import type { DrawingConcept } from './events';
import type { KeyInput, PointerInput } from './input';
import type { Sketch } from './previews';

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
  /** After the second of two quick clicks. */
  doubleClick?(): Step;
  /** Return null where the key means nothing here. */
  keyDown?(key: KeyInput): Step | null;
  /** Undo what this gesture shows; the machine then goes to idle. */
  cancel(): void;
  /**
   * Something else needs the pointer for a while: a pinch, the hand, another window. A state without an answer is
   * cancelled; one with an answer goes on afterwards where it says.
   */
  interrupt?(): Step;
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
  /** Which point of the one selected polygon is selected, from 0. */
  readonly selectedPoint: number | null;

  /** Return the region on the screen: the one of a gesture if there is one, else the scene's; null if it is not shown. */
  shownRegion(id: string): Region | null;
  /** Return the box around the region on the screen. */
  shownBox(id: string): Box | null;
  moveCamera(camera: Camera): void;
  select(ids: readonly string[]): void;
  hover(id: string | null): void;
  selectPoint(index: number | null): void;
  /** Show a region elsewhere while a gesture lasts; null shows the scene's again. */
  previewEdit(id: string, region: Region | null): void;
  commitEdit(id: string, region: Region): void;
  /** Hand several regions to the outside as one edit. */
  commitEdits(edits: readonly PlacedRegion[]): void;
  previewDraft(region: Region | null): void;
  /** Hand a drawn region to the outside; say whether it was one. */
  commitDraft(region: Region): boolean;
  previewSketch(sketch: Sketch | null): void;
  previewMarquee(box: Box | null): void;
  say(text: string): void;
}
