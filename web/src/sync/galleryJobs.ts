/** Long work over many inputs: started, watched, cancelled, taken back. */
import { answerOf, api, isAbort, toProblem, type Schemas } from './client';

export type Job = Schemas['JobOut'];
/** Which inputs, and which suggestions of which model on them. */
export type Selected = Schemas['SelectionIn'];
export type AcceptPreview = Schemas['AcceptPreviewOut'];

const LOOK_AGAIN_MS = 1000;
const AFTER_PROBLEM_MS = 5000;

export function isUnderWay(job: Job): boolean {
  return job.status === 'queued' || job.status === 'running';
}

/** Begin a job. */
export function startJob(appId: string, kind: Job['kind'], selected: Selected): Promise<Job> {
  const params = { path: { app_id: appId } };
  return answerOf(api.POST('/api/v1/apps/{app_id}/jobs', { params, body: { ...selected, kind } }));
}

/** Stop a job; what it has done stays. */
export function cancelJob(jobId: string): Promise<Job> {
  return answerOf(api.POST('/api/v1/jobs/{job_id}/cancel', { params: { path: { job_id: jobId } } }));
}

/** Return what an accept-all job would touch. */
export function previewAccept(appId: string, selected: Selected, signal: AbortSignal): Promise<AcceptPreview> {
  const params = { path: { app_id: appId } };
  return answerOf(api.POST('/api/v1/apps/{app_id}/accept-preview', { params, body: selected, signal }));
}

/** Take back everything that a job has changed; returns how many inputs that touched and what could not be undone. */
export async function undoChanges(changeSetId: string): Promise<{ nInputs: number; nFailures: number }> {
  const params = { path: { change_set_id: changeSetId } };
  const undone = await answerOf(api.POST('/api/v1/change-sets/{change_set_id}/undo', { params }));
  return { nInputs: undone.inputs.length, nFailures: undone.failures.length };
}

export interface JobsListener {
  /** Called after every look at the jobs; `hasMoved` if any of them went on since the last look. */
  readonly onjobs: (jobs: readonly Job[], hasMoved: boolean) => void;
  readonly onproblem: (problem: { detail: string; hint: string }) => void;
}

/** Looks at an app's jobs once, and again each second as long as one is under way. */
export class JobWatch {
  readonly #appId: string;
  readonly #listener: JobsListener;
  readonly #leaving = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = '';
  #isLooking = false;

  constructor(appId: string, listener: JobsListener) {
    this.#appId = appId;
    this.#listener = listener;
  }

  /** Look now. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#leaving.signal.aborted) return;
    this.#isLooking = true;
    clearTimeout(this.#timer);
    let pause: number | null = null;
    try {
      const jobs = await this.#read();
      const seen = JSON.stringify(jobs.map((job) => [job.id, job.status, job.done, job.failed]));
      if (jobs.some(isUnderWay)) pause = LOOK_AGAIN_MS;
      this.#listener.onjobs(jobs, this.#seen !== '' && seen !== this.#seen);
      this.#seen = seen;
    } catch (error) {
      if (isAbort(error)) return;
      pause = AFTER_PROBLEM_MS;
      this.#listener.onproblem(toProblem(error));
    }
    this.#isLooking = false;
    if (pause !== null && !this.#leaving.signal.aborted) this.#timer = setTimeout(() => void this.look(), pause);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#leaving.abort();
  }

  async #read(): Promise<readonly Job[]> {
    const params = { path: { app_id: this.#appId } };
    const signal = this.#leaving.signal;
    const answer = await answerOf(api.GET('/api/v1/apps/{app_id}/jobs', { params, signal }));
    return answer.items;
  }
}
