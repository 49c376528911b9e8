import type { EventPage, InspectorState } from '../../api/contract.ts';
import { lastSequence, receivePage } from './records.ts';
import { connection, getJson, serverState } from './server.ts';

const INTERVAL_MS = 1000;

/** The server may answer with a part of the records. A long answer is followed by the next request at once. */
const LONG_ANSWER = 500;

/** Asks for new records every second while the page is visible. */
export function startPolling(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;

  async function poll(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    clearTimeout(timer);
    const wait = await receive();
    isRunning = false;
    if (!document.hidden && connection.peek() !== 'signed-out') timer = setTimeout(poll, wait);
  }

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && connection.peek() !== 'signed-out') poll();
  });
  poll();
}

/** Resolves with the milliseconds until the next request. */
async function receive(): Promise<number> {
  try {
    // What the server can do may have changed when it started again.
    if (connection.peek() !== 'live') serverState.value = await getJson<InspectorState>('state');
    const page = await getJson<EventPage>(`events?after=${lastSequence()}`);
    const isComplete = receivePage(page) && page.records.length < LONG_ANSWER;
    connection.value = 'live';
    return isComplete ? INTERVAL_MS : 0;
  } catch {
    if (connection.peek() !== 'signed-out') connection.value = 'reconnecting';
    return INTERVAL_MS;
  }
}
