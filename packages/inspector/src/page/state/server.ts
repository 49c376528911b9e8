import { signal } from '@preact/signals';
import type { InspectorState } from '../../api/contract.ts';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'signed-out';

export const connection = signal<Connection>('connecting');

/** Absent until the server has answered. */
export const serverState = signal<InspectorState | undefined>(undefined);

export class RequestError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

// The path of the page can lack its last slash.
const base = location.pathname.replace(/\/?$/, '/');

/** Requests a path below api/. Throws a `RequestError` with the server's message for every status except 2xx. */
export function request(path: string, init: RequestInit = {}): Promise<Response> {
  return send(`api/${path}`, init);
}

/** Ends the session, and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await send('sign-out', { method: 'POST' });
  // The browser has one cookie for each folder in which it signed in.
  if (base !== location.pathname) await send('?sign-out', { method: 'POST' }, location.pathname);
  location.assign('?');
}

async function send(path: string, init: RequestInit, folder = base): Promise<Response> {
  const headers = { 'x-vzaps-inspector': '1', ...(init.body ? { 'content-type': 'application/json' } : {}) };
  const response = await fetch(folder + path, { ...init, headers, credentials: 'same-origin' }).catch((error) => {
    if (init.signal?.aborted) throw error;
    throw new RequestError(0, 'The inspector does not answer.');
  });
  if (response.ok) return response;
  if (response.status === 401) connection.value = 'signed-out';
  throw new RequestError(response.status, await messageOf(response));
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, signal ? { signal } : {})).json();
}

export function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return request(path, { method: 'POST', body: JSON.stringify(body), ...(signal ? { signal } : {}) });
}

/** Returns the message of a thrown value, for the user of the page. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function messageOf(response: Response): Promise<string> {
  const body: { error?: { message?: string } } = await response.json().catch(() => ({}));
  return body.error?.message ?? `The inspector answered ${response.status}.`;
}
