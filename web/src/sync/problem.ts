/** What can go wrong between page and server, as errors that can be shown. */

/** The server's answer to a request that it could not fulfil (RFC 9457). */
export class ProblemError extends Error {
  readonly code: string;
  readonly detail: string;
  readonly hint: string;
  readonly status: number;

  constructor(problem: { code: string; detail: string; hint: string; status: number }) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.detail = problem.detail;
    this.hint = problem.hint;
    this.status = problem.status;
  }
}

/** The server could not be reached; whether it got the request is unknown. */
export class ConnectionLost extends Error {
  readonly code = 'connection_lost';
  readonly detail = 'The server cannot be reached.';
  readonly hint = 'Check that Labelwright is running; it is asked again when the connection is back.';
  readonly status = 0;

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'ConnectionLost';
  }
}

/** Whoever asked has left. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Return what to show of any error: one sentence, and what to do. */
export function toProblem(error: unknown): ProblemError | ConnectionLost {
  if (error instanceof ProblemError || error instanceof ConnectionLost) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ProblemError({
    code: 'page_failed',
    detail,
    hint: 'Reload the page; report it if it comes back.',
    status: 0,
  });
}

/** Return the problem in an answer that is not OK, whatever its body is. */
export function problemOf(body: unknown, response: Response): ProblemError {
  if (isProblem(body)) return new ProblemError(body);
  return new ProblemError({
    code: 'http_error',
    detail: `The server answered ${response.status} ${response.statusText}`.trim() + '.',
    hint: 'Try again; if it happens again, look at the server\u2019s log.',
    status: response.status,
  });
}

function isProblem(body: unknown): body is { code: string; detail: string; hint: string; status: number } {
  if (typeof body !== 'object' || body === null) return false;
  const { code, detail, hint, status } = body as Record<string, unknown>;
  return (
    typeof code === 'string' && typeof detail === 'string' && typeof hint === 'string' && typeof status === 'number'
  );
}
