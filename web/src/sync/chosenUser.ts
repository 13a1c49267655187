/** Who is labeling in this browser, as the person has chosen. */

const KEY = 'labelwright.user';

/** Return the id of the chosen user; null leaves it to the server. */
export function chosenUserId(): string | null {
  return globalThis.localStorage?.getItem(KEY) ?? null;
}

/** Keep who is labeling; it counts from the next load of the page on. */
export function chooseUser(userId: string): void {
  localStorage.setItem(KEY, userId);
}
