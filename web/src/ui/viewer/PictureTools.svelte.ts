/**
 * How the open picture is shown: adjusted in light and colour, and turned. Adjustments are kept for all inputs of an app
 * while the browser's tab is open, so that a dark series stays bright; a turn belongs to its input.
 */

import { scaleStep, isUnadjusted, UNADJUSTED, type AdjustedBy, type Adjustments } from '../../editor/adjustments';
import type { Editor } from '../../editor/Editor';
import { turnOn, type QuarterTurn } from '../../geometry/turn';

export class PictureTools {
  readonly #editor: Editor;
  readonly #adjustmentsKey: string;
  readonly #turnsKey: string;
  #inputId = '';
  #turns: Readonly<Record<string, QuarterTurn>>;
  adjustments = $state.raw<Adjustments>(UNADJUSTED);
  turn = $state.raw<QuarterTurn>(0);
  isOpen = $state(false);

  /** Whether the picture is shown otherwise than it is. */
  readonly isInUse = $derived(!isUnadjusted(this.adjustments) || this.turn !== 0);

  constructor(appId: string, editor: Editor) {
    this.#editor = editor;
    this.#adjustmentsKey = `labelwright.adjustments.${appId}`;
    this.#turnsKey = `labelwright.turns.${appId}`;
    this.adjustments = { ...UNADJUSTED, ...read<Partial<Adjustments>>(this.#adjustmentsKey) };
    this.#turns = read<Record<string, QuarterTurn>>(this.#turnsKey) ?? {};
  }

  /** Another input is open; return how its view is turned. */
  open(inputId: string): QuarterTurn {
    this.#inputId = inputId;
    this.turn = this.#turns[inputId] ?? 0;
    return this.turn;
  }

  set(scale: AdjustedBy, value: number): void {
    this.#adjust({ ...this.adjustments, [scale]: scaleStep(value) });
  }

  invert(): void {
    this.#adjust({ ...this.adjustments, isInverted: !this.adjustments.isInverted });
  }

  /** Turn the view of the open input to the right (1) or to the left (-1). */
  turnBy(quarters: 1 | -1): void {
    this.#turnTo(turnOn(this.turn, quarters));
  }

  /** Show the picture as it is. */
  reset(): void {
    this.#adjust(UNADJUSTED);
    this.#turnTo(0);
  }

  #adjust(adjustments: Adjustments): void {
    this.adjustments = adjustments;
    sessionStorage.setItem(this.#adjustmentsKey, JSON.stringify(adjustments));
  }

  #turnTo(turn: QuarterTurn): void {
    this.turn = turn;
    this.#turns = { ...this.#turns, [this.#inputId]: turn };
    sessionStorage.setItem(this.#turnsKey, JSON.stringify(this.#turns));
    this.#editor.turnView(turn);
  }
}

/** Return what this page has kept in the tab. */
function read<Value>(key: string): Value | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Value);
}
