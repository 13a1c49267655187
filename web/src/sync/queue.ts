/** One write after another: nothing is sent before what was wished for earlier is answered, nothing is dropped. */

import { ConnectionLost, toProblem } from './client';

/** Waits between tries while the server cannot be reached; the last one goes on. */
const TRY_AGAIN_AFTER_MS = [1000, 2000, 4000, 8000] as const;
const GATEWAY_DOWN = new Set([502, 503, 504]);

export interface Job<T> {
  readonly send: () => Promise<T>;
  readonly onAnswer: (answer: T) => void;
  readonly onRefusal: (error: unknown) => void;
}

export class WriteQueue {
  #jobs: Job<unknown>[] = [];
  #isRunning = false;
  #wakeUp: (() => void) | null = null;
  /** A request is on its way. */
  isSending = false;
  /** The last try did not get through. */
  isOffline = false;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get length(): number {
    return this.#jobs.length;
  }

  put<T>(job: Job<T>): void {
    this.#jobs.push(job as Job<unknown>);
    void this.#run();
  }

  /** Try at once instead of at the next interval. */
  retryNow(): void {
    this.#wakeUp?.();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    let tries = 0;
    for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
      const isAnswered = await this.#try(job);
      this.#onChange();
      if (isAnswered) tries = 0;
      else await this.#wait(TRY_AGAIN_AFTER_MS[Math.min(tries++, TRY_AGAIN_AFTER_MS.length - 1)] ?? 0);
    }
    this.#isRunning = false;
  }

  async #try(job: Job<unknown>): Promise<boolean> {
    this.isSending = true;
    try {
      const answer = await job.send();
      this.#end();
      job.onAnswer(answer);
    } catch (error) {
      this.isSending = false;
      if (isUnreachable(error)) {
        this.isOffline = true;
        return false;
      }
      this.#end();
      job.onRefusal(error);
    }
    return true;
  }

  #end(): void {
    this.isSending = false;
    this.isOffline = false;
    this.#jobs.shift();
  }

  #wait(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.#wakeUp = null;
    });
  }
}

function isUnreachable(error: unknown): boolean {
  const problem = toProblem(error);
  return problem instanceof ConnectionLost || (problem.code === 'http_error' && GATEWAY_DOWN.has(problem.status));
}
