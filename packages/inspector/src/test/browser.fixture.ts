import { createReceiver, type ReceiverOptions, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import { createInspector, type InspectorOptions } from '../index.ts';

export const TOKEN = 'the token of the test';

type Fetch = (request: Request) => Promise<Response>;

export interface Browser {
  /** What a page of the inspector sends. */
  call(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The JSON of a GET. */
  read<T>(path: string): Promise<T>;
  readonly cookie: string;
}

/** Signs in and sends requests as the page does. `base` ends with a slash. */
export async function openPage(fetch: Fetch, base = 'http://localhost/inspector/', token = TOKEN): Promise<Browser> {
  const signedIn = await fetch(
    new Request(base, { method: 'POST', body: new URLSearchParams({ token }), redirect: 'manual' }),
  );
  if (signedIn.status !== 303) throw new Error(`The sign-in was answered ${signedIn.status}`);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const call: Browser['call'] = (path, init = {}) =>
    fetch(
      new Request(new URL(path, base), {
        ...init,
        headers: { cookie, 'x-vzaps-inspector': '1', 'sec-fetch-site': 'same-origin', ...init.headers },
      }),
    );
  return {
    call,
    post: (path, body = {}, headers = {}) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    read: async <T>(path: string) => (await call(path)).json() as Promise<T>,
    cookie,
  };
}

/** An inspector and a receiver that are connected, with a browser that is signed in. */
export async function startInspector(options: InspectorOptions = {}, receiverOptions: Partial<ReceiverOptions> = {}) {
  const inspector = createInspector({ token: TOKEN, receiver: () => receiver, ...options });
  const receiver = createReceiver({
    verify: unsafeSkipVerification(),
    instanceId: 'VZ1',
    partialWaitMs: 1,
    onOutcome: inspector.onOutcome,
    ...receiverOptions,
  });
  const deliver = (payload: unknown = samplePayload('Message')) =>
    receiver.receive({
      method: 'POST',
      target: '/webhooks/vzaps',
      headers: {},
      body: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  return { inspector, receiver, deliver, browser: await openPage(inspector.fetch) };
}
