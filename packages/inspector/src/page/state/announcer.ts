import { signal } from '@preact/signals';

/** A screen reader speaks nothing else meanwhile, so a busy number must not announce every event. */
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
