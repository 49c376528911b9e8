import { signal } from '@preact/signals';

export type View = 'events' | 'logs' | 'inbox' | 'plots';

export interface Route {
  view: View;
  /** The id of an event, or the instance of the log. */
  id?: string;
}

const VIEWS: readonly string[] = ['events', 'logs', 'inbox', 'plots'];

export const route = signal<Route>(parse(location.hash));

addEventListener('hashchange', () => {
  route.value = parse(location.hash);
});

export function hrefOf({ view, id }: Route): string {
  return `#/${view}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}

/** Opens an event. The browser's back button returns to the list, but not to each event that was open in between. */
export function openEvent(id: string): void {
  const href = hrefOf({ view: 'events', id });
  if (route.value.view === 'events' && route.value.id !== undefined) history.replaceState(history.state, '', href);
  else history.pushState({ fromList: true }, '', href);
  route.value = { view: 'events', id };
}

export function closeEvent(): void {
  if (history.state?.fromList) {
    history.back();
    return;
  }
  history.replaceState(null, '', hrefOf({ view: 'events' }));
  route.value = { view: 'events' };
}

addEventListener('popstate', () => {
  route.value = parse(location.hash);
});

function parse(hash: string): Route {
  const [, view = '', id] = hash.split('/');
  if (!VIEWS.includes(view)) return { view: 'events' };
  return { view: view as View, ...(id ? { id: decode(id) } : {}) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
