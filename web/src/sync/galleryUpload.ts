/** Files on their way into an app: sent a few at once, each answered for itself. */
import { answerOf, api, isAbort, toProblem, type Schemas } from './client';

export type UploadOutcome = 'added' | 'duplicate' | 'refused' | 'not_sent';

export interface UploadedFile {
  readonly number: number;
  readonly name: string;
  readonly outcome: UploadOutcome;
  readonly inputId: string | null;
  /** Why it did not go in, and what to do. */
  readonly detail: string;
  readonly hint: string;
}

export interface UploadState {
  readonly total: number;
  readonly finished: readonly UploadedFile[];
  readonly isRunning: boolean;
  readonly isCancelled: boolean;
}

type Send = (files: File[], signal: AbortSignal) => Promise<Schemas['AddedOut'][]>;

export const BATCH_FILES = 8;
/** A batch ends early where it would grow beyond this. */
export const BATCH_BYTES = 64_000_000;

/** Return the files in batches of a few, none of them heavy unless one file alone is. */
export function batchesOf(files: readonly File[]): File[][] {
  const batches: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const batch = batches.at(-1);
    if (!batch || batch.length >= BATCH_FILES || bytes + file.size > BATCH_BYTES) {
      batches.push([file]);
      bytes = file.size;
    } else {
      batch.push(file);
      bytes += file.size;
    }
  }
  return batches;
}

export class Upload {
  readonly #files: File[] = [];
  readonly #leaving = new AbortController();
  readonly #send: Send;
  readonly #onchange: (state: UploadState) => void;
  #finished: UploadedFile[] = [];
  #queue: File[] = [];
  #isRunning = false;

  constructor(send: Send, onchange: (state: UploadState) => void) {
    this.#send = send;
    this.#onchange = onchange;
  }

  get state(): UploadState {
    return {
      total: this.#files.length,
      finished: this.#finished,
      isRunning: this.#isRunning,
      isCancelled: this.#leaving.signal.aborted,
    };
  }

  /** Send these files too; resolves when nothing is left to send. */
  async add(files: readonly File[]): Promise<void> {
    this.#files.push(...files);
    this.#queue.push(...files);
    if (this.#isRunning) return this.#onchange(this.state);
    this.#isRunning = true;
    this.#onchange(this.state);
    while (this.#queue.length > 0) await this.#sendNext();
    this.#isRunning = false;
    this.#onchange(this.state);
  }

  /** Send nothing more; what the server has taken stays. */
  cancel(): void {
    this.#leaving.abort();
  }

  /** Return the files that did not reach the server. */
  get notSent(): File[] {
    return this.#finished
      .filter((file) => file.outcome === 'not_sent')
      .flatMap((file) => this.#files[file.number] ?? []);
  }

  async #sendNext(): Promise<void> {
    const batch = batchesOf(this.#queue)[0] ?? [];
    this.#queue = this.#queue.slice(batch.length);
    const start = this.#finished.length;
    let answered: UploadedFile[];
    const cancelled = this.#leaving.signal.aborted ? NEVER_SENT : BROKEN_OFF;
    try {
      this.#leaving.signal.throwIfAborted();
      const answers = await this.#send(batch, this.#leaving.signal);
      answered = answers.map((answer, index) => toUploaded(answer, start + index));
    } catch (error) {
      const why = isAbort(error) ? cancelled : toProblem(error);
      answered = batch.map((file, index) => notSent(file, start + index, why));
    }
    this.#finished = [...this.#finished, ...answered];
    this.#onchange(this.state);
  }
}

/** Send one batch to the server. */
export async function sendFiles(appId: string, files: File[], signal: AbortSignal): Promise<Schemas['AddedOut'][]> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  const answer = await answerOf(
    api.POST('/api/v1/apps/{app_id}/inputs', {
      params: { path: { app_id: appId } },
      // The generated type has no word for files; the form is what is sent.
      body: { files: [] },
      bodySerializer: () => form,
      signal,
    }),
  );
  return answer.items;
}

const NEVER_SENT = { detail: 'Not sent: the upload was cancelled.', hint: 'Add the file again to send it.' };
const BROKEN_OFF = {
  detail: 'Cancelled while it was being sent; the server may have taken it.',
  hint: 'Add the file again to be sure: a picture that is there already is not added twice.',
};

function toUploaded(answer: Schemas['AddedOut'], number: number): UploadedFile {
  const outcome = answer.problem ? (answer.problem.code === 'duplicate_input' ? 'duplicate' : 'refused') : 'added';
  return {
    number,
    name: answer.name,
    outcome,
    inputId: answer.input?.id ?? null,
    detail: answer.problem?.detail ?? '',
    hint: answer.problem?.hint ?? '',
  };
}

function notSent(file: File, number: number, why: { detail: string; hint: string }): UploadedFile {
  return { number, name: file.name, outcome: 'not_sent', inputId: null, detail: why.detail, hint: why.hint };
}
