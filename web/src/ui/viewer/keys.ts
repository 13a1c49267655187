/**
 * Every key of the Input-Viewer, once: the handler, the tooltips, the help sheet and the command palette read this
 * table. Of several lines with one key, the first that holds in the situation is meant.
 */

import { HOTKEYS } from '../../review/hotkeys';
import type { PaneId } from './Labels.svelte';

/** What keys can do; the page gives it. */
export interface KeyCommands {
  setTool(id: 'select' | 'box' | 'polygon' | 'hand'): void;
  fit(): void;
  openPictureTools(): void;
  invertPicture(): void;
  turnView(quarters: 1 | -1): void;
  resetPicture(): void;
  go(step: 1 | -1): void;
  finish(): void;
  acceptAll(): void;
  acceptTargets(): void;
  rejectTargets(): void;
  removeTargets(): void;
  walk(step: 1 | -1): void;
  acceptAndGoOn(): void;
  rejectAndGoOn(): void;
  editTarget(): void;
  reassignTargets(): void;
  selectOverlapping(step: 1 | -1): void;
  selectAll(): void;
  undo(): void;
  redo(): void;
  focusPane(pane: PaneId): void;
  toggleClassification(hotkey: string): void;
  drawConcept(hotkey: string): void;
  showHelp(): void;
  openPalette(): void;
  escape(): void;
}

export type KeyGroup = 'Review' | 'One by one' | 'Canvas' | 'Moving' | 'Panes';

export interface KeyBinding {
  readonly id: string;
  readonly title: string;
  readonly group: KeyGroup;
  /**
   * As in KeyboardEvent.key, with `Shift+` and `Mod+` (Ctrl, or Cmd on a Mac); digits are those of the row above the
   * letters and of the numpad. The first one is shown in tooltips.
   */
  readonly keys: readonly string[];
  readonly run: (commands: KeyCommands, key: string) => void;
  /** A key that is held does it again and again: never what decides about labels. */
  readonly isRepeated?: true;
  /** Only where this holds. */
  readonly when?: keyof KeySituation;
  /** Nothing that the command palette could do: it needs the key, or where the focus is. */
  readonly isOnlyByKey?: true;
  /** Also in a text field. */
  readonly worksWhileTyping?: true;
  /** The canvas, which has a meaning of its own for the key, comes after. */
  readonly isBeforeCanvas?: true;
}

/** What keys depend on. */
export interface KeySituation {
  /** The walk is on, and no row of a pane has the focus. */
  readonly isWalking: boolean;
  /** The canvas has the focus, and a suggestion is open. */
  readonly canWalkByTab: boolean;
  /** A row has the focus or is selected. */
  readonly hasTargets: boolean;
  /** The Classifications pane owns the digits. */
  readonly inClassifications: boolean;
  /** The Objects pane owns the digits. */
  readonly inObjects: boolean;
}

export const KEYS: readonly KeyBinding[] = [
  {
    id: 'acceptAndGoOn',
    group: 'One by one',
    title: 'Accept and go on',
    keys: [' '],
    when: 'isWalking',
    isBeforeCanvas: true,
    run: (to) => to.acceptAndGoOn(),
  },
  {
    id: 'rejectAndGoOn',
    group: 'One by one',
    title: 'Reject and go on',
    keys: ['x'],
    when: 'isWalking',
    run: (to) => to.rejectAndGoOn(),
  },
  {
    id: 'walkByTab',
    group: 'One by one',
    title: 'Next open suggestion, on the canvas',
    keys: ['Tab'],
    when: 'canWalkByTab',
    isRepeated: true,
    isOnlyByKey: true,
    run: (to) => to.walk(1),
  },
  {
    id: 'walkBackByTab',
    group: 'One by one',
    title: 'Previous open suggestion, on the canvas',
    keys: ['Shift+Tab'],
    when: 'canWalkByTab',
    isRepeated: true,
    isOnlyByKey: true,
    run: (to) => to.walk(-1),
  },
  {
    id: 'accept',
    group: 'Review',
    title: 'Accept the selected suggestion',
    keys: [' '],
    when: 'hasTargets',
    isBeforeCanvas: true,
    run: (to) => to.acceptTargets(),
  },
  {
    id: 'reject',
    group: 'Review',
    title: 'Reject the selected suggestion',
    keys: ['x'],
    when: 'hasTargets',
    run: (to) => to.rejectTargets(),
  },
  {
    id: 'acceptAll',
    group: 'Review',
    title: 'Accept all AI assist predictions',
    keys: ['a'],
    run: (to) => to.acceptAll(),
  },
  {
    id: 'remove',
    group: 'Review',
    title: 'Delete the selected label',
    keys: ['Delete', 'Backspace'],
    when: 'hasTargets',
    run: (to) => to.removeTargets(),
  },
  {
    id: 'nextOpen',
    group: 'One by one',
    title: 'Next open suggestion',
    keys: ['n', 'j'],
    isRepeated: true,
    run: (to) => to.walk(1),
  },
  {
    id: 'previousOpen',
    group: 'One by one',
    title: 'Previous open suggestion',
    keys: ['Shift+n', 'k'],
    isRepeated: true,
    run: (to) => to.walk(-1),
  },
  {
    id: 'edit',
    group: 'Review',
    title: 'Edit the selected region by its handles',
    keys: ['e'],
    when: 'hasTargets',
    run: (to) => to.editTarget(),
  },
  {
    id: 'reassign',
    group: 'Review',
    title: 'Give the selected label another concept',
    keys: ['r'],
    when: 'hasTargets',
    run: (to) => to.reassignTargets(),
  },
  { id: 'undo', group: 'Review', title: 'Undo', keys: ['Mod+z'], isRepeated: true, run: (to) => to.undo() },
  {
    id: 'redo',
    group: 'Review',
    title: 'Redo',
    keys: ['Shift+Mod+z', 'Mod+y'],
    isRepeated: true,
    run: (to) => to.redo(),
  },
  {
    id: 'finish',
    group: 'Moving',
    title: 'Mark as done, open the next input',
    keys: ['Enter'],
    run: (to) => to.finish(),
  },
  {
    id: 'next',
    group: 'Moving',
    title: 'Next input',
    keys: ['ArrowDown', ']'],
    isRepeated: true,
    run: (to) => to.go(1),
  },
  {
    id: 'previous',
    group: 'Moving',
    title: 'Previous input',
    keys: ['ArrowUp', '['],
    isRepeated: true,
    run: (to) => to.go(-1),
  },
  { id: 'select', group: 'Canvas', title: 'Select', keys: ['v'], run: (to) => to.setTool('select') },
  { id: 'box', group: 'Canvas', title: 'Box', keys: ['b'], run: (to) => to.setTool('box') },
  { id: 'polygon', group: 'Canvas', title: 'Polygon', keys: ['p'], run: (to) => to.setTool('polygon') },
  { id: 'hand', group: 'Canvas', title: 'Hand', keys: ['h'], run: (to) => to.setTool('hand') },
  { id: 'fit', group: 'Canvas', title: 'Fit the picture', keys: ['f'], run: (to) => to.fit() },
  {
    id: 'picture',
    group: 'Canvas',
    title: 'Picture: light, colour, turn',
    keys: ['l'],
    run: (to) => to.openPictureTools(),
  },
  { id: 'invert', group: 'Canvas', title: 'Invert the picture', keys: ['i'], run: (to) => to.invertPicture() },
  { id: 'turnRight', group: 'Canvas', title: 'Turn the view right', keys: ['.'], run: (to) => to.turnView(1) },
  { id: 'turnLeft', group: 'Canvas', title: 'Turn the view left', keys: [','], run: (to) => to.turnView(-1) },
  {
    id: 'resetPicture',
    group: 'Canvas',
    title: 'Show the picture as it is',
    keys: ['Shift+l'],
    run: (to) => to.resetPicture(),
  },
  {
    id: 'overlapping',
    group: 'Canvas',
    title: 'Select the next region that overlaps this one',
    keys: ['u'],
    isRepeated: true,
    run: (to) => to.selectOverlapping(1),
  },
  {
    id: 'overlappingBack',
    group: 'Canvas',
    title: 'Select the one before',
    keys: ['Shift+u'],
    isRepeated: true,
    run: (to) => to.selectOverlapping(-1),
  },
  { id: 'selectAll', group: 'Canvas', title: 'Select all regions', keys: ['Mod+a'], run: (to) => to.selectAll() },
  {
    id: 'classifications',
    group: 'Panes',
    title: 'Go to Classifications',
    keys: ['c'],
    run: (to) => to.focusPane('classifications'),
  },
  { id: 'objects', group: 'Panes', title: 'Go to Objects', keys: ['o'], run: (to) => to.focusPane('objects') },
  {
    id: 'toggleRow',
    group: 'Panes',
    title: 'Classifications: check that row',
    keys: HOTKEYS,
    when: 'inClassifications',
    isOnlyByKey: true,
    run: (to, key) => to.toggleClassification(key),
  },
  {
    id: 'drawConcept',
    group: 'Panes',
    title: 'Objects: draw that concept',
    keys: HOTKEYS,
    when: 'inObjects',
    isOnlyByKey: true,
    run: (to, key) => to.drawConcept(key),
  },
  {
    id: 'escape',
    group: 'Panes',
    title: 'Leave the pane, tool, selection, review; then the canvas',
    keys: ['Escape'],
    isOnlyByKey: true,
    run: (to) => to.escape(),
  },
  {
    id: 'palette',
    group: 'Panes',
    title: 'Find commands, concepts, models, inputs, pages',
    keys: ['Mod+k'],
    isOnlyByKey: true,
    worksWhileTyping: true,
    run: (to) => to.openPalette(),
  },
  { id: 'help', group: 'Panes', title: 'Show all keys', keys: ['?'], run: (to) => to.showHelp() },
];
