/** The state machine of the tools: which tool is in use, which state it is in, which one is borrowed for a moment. */

import type { KeyInput, PointerInput } from './input';
import type { Step, Tool, ToolContext, ToolState } from './tool';

export class ToolMachine {
  readonly #tools: readonly Tool[];
  readonly #context: ToolContext;
  #tool: Tool;
  #borrowed: Tool | null = null;
  /** What goes on when the borrowed tool is given back. */
  #suspended: ToolState | null = null;
  #isBorrowEnding = false;
  #state: ToolState;

  constructor(tools: readonly [Tool, ...Tool[]], context: ToolContext) {
    this.#tools = tools;
    this.#context = context;
    this.#tool = tools[0];
    this.#state = this.#tool.idle(context);
  }

  /** The tool chosen by the person, also while another is borrowed. */
  get toolId(): string {
    return this.#tool.id;
  }

  /** For example `box.drawing`. */
  get path(): string {
    return `${this.#current.id}.${this.#state.name}`;
  }

  get cursor(): string {
    return this.#state.cursor;
  }

  get isIdle(): boolean {
    return this.#state.name === 'idle';
  }

  /** Whether another tool can be borrowed without loss. */
  get isInterruptible(): boolean {
    return this.isIdle || this.#state.interrupt !== undefined;
  }

  get isBorrowed(): boolean {
    return this.#borrowed !== null;
  }

  /** Take up a tool. The one in use goes on with what outlives the pointer: another concept drops no polygon. */
  setTool(id: string): void {
    if (id === this.toolId && (this.#suspended ?? this.#state).interrupt) return;
    this.cancel();
    this.#tool = this.#find(id);
    this.#state = this.#tool.idle(this.#context);
  }

  /** Use another tool until `endBorrow`; the person's choice stays. */
  borrow(id: string): void {
    this.interrupt();
    this.#suspended = this.isIdle ? null : this.#state;
    this.#borrowed = this.#find(id);
    this.#state = this.#borrowed.idle(this.#context);
  }

  /** Give the borrowed tool back as soon as its gesture is over. */
  endBorrow(): void {
    this.#isBorrowEnding = this.isBorrowed;
    this.#settle();
  }

  pointerDown(pointer: PointerInput): void {
    this.#take(this.#state.pointerDown?.(pointer) ?? 'stay');
  }

  pointerMove(pointer: PointerInput): void {
    this.#take(this.#state.pointerMove?.(pointer) ?? 'stay');
  }

  pointerUp(pointer: PointerInput): void {
    this.#take(this.#state.pointerUp?.(pointer) ?? 'stay');
  }

  doubleClick(): void {
    this.#take(this.#state.doubleClick?.() ?? 'stay');
  }

  pointerLeave(): void {
    this.#state.pointerLeave?.();
  }

  /** Say whether the state knew the key. */
  keyDown(key: KeyInput): boolean {
    const step = this.#state.keyDown?.(key) ?? null;
    if (step) this.#take(step);
    return step !== null;
  }

  /** End the gesture without effect and give a borrowed tool back. */
  cancel(): void {
    this.#state.cancel();
    this.#suspended?.cancel();
    this.#suspended = null;
    this.#giveBack();
  }

  /** End what cannot go on without the pointer; what can, such as a polygon half drawn, goes on. */
  interrupt(): void {
    if (this.#borrowed) {
      this.#state.cancel();
      this.#giveBack();
    }
    const step = this.#state.interrupt?.();
    if (step) this.#take(step);
    else this.cancel();
  }

  get #current(): Tool {
    return this.#borrowed ?? this.#tool;
  }

  #find(id: string): Tool {
    const tool = this.#tools.find((candidate) => candidate.id === id);
    if (!tool) throw new RangeError(`There is no tool "${id}". Known: ${this.#tools.map((t) => t.id).join(', ')}.`);
    return tool;
  }

  #take(step: Step): void {
    if (step === 'idle') this.#state = this.#current.idle(this.#context);
    else if (step !== 'stay') this.#state = step;
    this.#settle();
  }

  #settle(): void {
    if (this.#isBorrowEnding && this.isIdle) this.#giveBack();
  }

  #giveBack(): void {
    this.#borrowed = null;
    this.#isBorrowEnding = false;
    this.#state = this.#suspended ?? this.#tool.idle(this.#context);
    this.#suspended = null;
  }
}
