import { signal } from '@preact/signals';

/** While a screen reader speaks an announcement, it reads nothing else. So not every event is announced. */
const INTERVAL_MS = 10_000;

/** The text of the live region. */
export const announcement = signal('');

let newest = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Announces text to screen readers: the first one at once, and then the newest one every ten seconds. */
export function announce(text: string): void {
  newest = text;
  if (timer === undefined) flush();
}

/** Announces the result of an action of the user at once. */
export function announceNow(text: string): void {
  newest = text;
  flush();
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (announcement.peek() === newest) return;
  announcement.value = newest;
  timer = setTimeout(flush, INTERVAL_MS);
}
