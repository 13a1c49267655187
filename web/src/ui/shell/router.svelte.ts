/** The page that is open, as the browser's history has it. */
import { hrefOf, parseRoute, type Route } from './route';

class Router {
  #route = $state.raw<Route>(parseRoute(location.pathname, location.search));
  #previous: Route | null = null;

  constructor() {
    addEventListener('popstate', () => this.#open());
  }

  get route(): Route {
    return this.#route;
  }

  /** The page that was open before this one. */
  get previous(): Route | null {
    return this.#previous;
  }

  /** Open a page; `replace` leaves no step back, as for another input of the same list. */
  go(route: Route, { replace = false }: { replace?: boolean } = {}): void {
    const href = hrefOf(route);
    if (href === location.pathname + location.search) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    this.#open();
  }

  #open(): void {
    this.#previous = this.#route;
    this.#route = parseRoute(location.pathname, location.search);
  }
}

export const router = new Router();

/** Return what a link does on a click: open the page without loading it anew. A click with a key held is the browser's. */
export function follow(route: Route): (event: MouseEvent) => void {
  return (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.go(route);
  };
}
