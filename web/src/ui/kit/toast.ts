/** Short messages at the edge of the page. */
import { toast } from 'svelte-sonner';

/** Something that a toast offers to do. */
export interface ToastAction {
  readonly title: string;
  readonly run: () => void;
}

/** Say that something was done. */
export function notify(message: string, action?: ToastAction): void {
  toast(message, action ? { action: { label: action.title, onClick: action.run } } : {});
}

/** Say that something failed, and what to do about it. */
export function notifyProblem(problem: { detail: string; hint?: string }, action?: ToastAction): void {
  toast.error(problem.detail, {
    duration: 10_000,
    ...(problem.hint ? { description: problem.hint } : {}),
    ...(action ? { action: { label: action.title, onClick: action.run } } : {}),
  });
}
