/** Short messages at the edge of the page. */
import { toast } from 'svelte-sonner';

/** Something that a toast offers to do. */
export interface ToastAction {
  readonly title: string;
  readonly run: () => void;
}

/** Say that something was done. A message with a `key` takes the place of the one before with that key. */
export function notify(message: string, action?: ToastAction, key?: string): void {
  const options = {
    ...(key === undefined ? {} : { id: key }),
    // Given even where there is none: else a message in its place would keep the action of the one before.
    action: action ? { label: action.title, onClick: action.run } : undefined,
  };
  toast(message, options as Parameters<typeof toast>[1]);
}

/** Say that something failed, and what to do about it. */
export function notifyProblem(problem: { detail: string; hint?: string }, action?: ToastAction): void {
  toast.error(problem.detail, {
    duration: 10_000,
    ...(problem.hint ? { description: problem.hint } : {}),
    ...(action ? { action: { label: action.title, onClick: action.run } } : {}),
  });
}
