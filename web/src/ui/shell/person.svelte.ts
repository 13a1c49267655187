/** Who is labeling on this page. */
import { getMe, type Me } from '../../sync/apps';
import { chooseUser } from '../../sync/chosenUser';

class Person {
  /** null until the server has said it, or if it does not know the chosen user. */
  me = $state.raw<Me | null>(null);
  #isAsked = false;

  /** Ask who it is, once for each page. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    getMe().then(
      (me) => {
        this.me = me;
      },
      () => {
        this.#isAsked = false; // whoever needs it says why; here it is only shown
      },
    );
  }

  /** Let somebody else label: every part of the page begins anew. */
  change(userId: string): void {
    chooseUser(userId);
    location.reload();
  }
}

export const person = new Person();
