import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Misbehaviour } from '../index.ts';
import { type ConnectedClient, connectClient, expectNoSecret } from '../test/connected-client.ts';

/** A call that may be repeated, and a call that must not be carried out twice. */
const CALLS = {
  read: ({ vzaps, instanceId }: ConnectedClient) => vzaps.webhooks.get(instanceId),
  send: ({ vzaps, instanceId }: ConnectedClient) =>
    vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'x' }),
};

async function failure(to: ConnectedClient, call: keyof typeof CALLS): Promise<Record<string, unknown>> {
  const error = await CALLS[call](to).then(
    () => expect.unreachable('The call succeeded.'),
    (reason: unknown) => reason,
  );
  expectNoSecret(error, to.fake);
  return error as Record<string, unknown>;
}

const TIME_LIMIT_MS = 30_000;
/** Far longer than the pause of the client before it repeats a request, and far shorter than the time limit. */
const MAX_PAUSE_MS = 1_000;
/** Like `failure`, with fake timers: a request times out when the server has received the request or sent the head. */
async function failureInTime(
  to: ConnectedClient,
  call: keyof typeof CALLS,
  until: 'request' | 'head',
  requests: number,
) {
  let heads = 0;
  const count = () => {
    heads += 1;
  };
  subscribe('undici:request:headers', count);
  onTestFinished(() => void unsubscribe('undici:request:headers', count));
  await to.vzaps.auth.getAccessToken();
  heads = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let ended = false;
    const failed = failure(to, call).finally(() => {
      ended = true;
    });
    for (let number = 1; number <= requests; number += 1) {
      for (let pause = 0; !ended && (until === 'head' ? heads : to.calls().length) < number; pause += 1) {
        await new Promise(setImmediate);
        // Then the time stands still. Otherwise a request of a busy machine times out before it arrives.
        if (pause < MAX_PAUSE_MS) vi.advanceTimersByTime(1);
      }
      vi.advanceTimersByTime(TIME_LIMIT_MS);
    }
    return await failed;
  } finally {
    vi.useRealTimers();
  }
}

const REPEATED = 3;
const ONCE = 1;
/** Misbehaviours that never end, and what must have happened before the timeout. */
const UNENDING: Partial<Record<Misbehaviour, 'request' | 'head'>> = {
  silence: 'request',
  'stalled-body': 'head',
  'slow-drip': 'head',
};
/** The error code of each misbehaviour, and the number of requests of a read and of a send. */
const MISBEHAVIOUR: Record<Misbehaviour, { code: string; read: number; send: number }> = {
  silence: { code: 'REQUEST_TIMEOUT', read: REPEATED, send: ONCE },
  'stalled-body': { code: 'REQUEST_TIMEOUT', read: REPEATED, send: ONCE },
  'slow-drip': { code: 'REQUEST_TIMEOUT', read: REPEATED, send: ONCE },
  reset: { code: 'CONNECTION_FAILED', read: REPEATED, send: ONCE },
  'reset-in-body': { code: 'CONNECTION_FAILED', read: REPEATED, send: ONCE },
  html: { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
  'no-content': { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
  unsuccessful: { code: 'API_ERROR', read: ONCE, send: ONCE },
  'truncated-json': { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
};

describe.each(['read', 'send'] as const)('a %s call of the client', (call) => {
  it.each(Object.entries(MISBEHAVIOUR))(
    'fails with the right error and number of attempts if the server always misbehaves: %s',
    async (does, expected) => {
      const to = await connectClient({ timeoutMs: TIME_LIMIT_MS });
      to.fake.fault({ does: does as Misbehaviour, times: 99 });

      const waitsFor = UNENDING[does as Misbehaviour];
      const error = await (waitsFor ? failureInTime(to, call, waitsFor, expected[call]) : failure(to, call));

      expect(error).toMatchObject({ code: expected.code, attempts: expected[call] });
      expect(to.calls()).toHaveLength(expected[call]);
    },
  );

  it.each([
    [400, 'API_ERROR', ONCE, ONCE],
    [403, 'PERMISSION_DENIED', ONCE, ONCE],
    [404, 'API_ERROR', ONCE, ONCE],
    [408, 'API_ERROR', REPEATED, ONCE],
    [429, 'RATE_LIMITED', REPEATED, REPEATED],
    [500, 'API_ERROR', ONCE, ONCE],
    [502, 'API_ERROR', REPEATED, ONCE],
    [503, 'API_ERROR', REPEATED, ONCE],
    [504, 'API_ERROR', REPEATED, ONCE],
    [302, 'API_ERROR', ONCE, ONCE],
  ])(
    'fails with the right code and number of attempts if the status is always %i: %s',
    async (status, code, read, send) => {
      const to = await connectClient();
      to.fake.fault({ status, headers: { location: 'http://127.0.0.1:1/' }, times: 99 });

      expect(await failure(to, call)).toMatchObject({ status, code, attempts: { read, send }[call] });
      expect(to.calls()).toHaveLength({ read, send }[call]);
    },
  );

  it('is repeated with a new token after the first 401, and not after the second', async () => {
    const to = await connectClient();
    to.fake.fault({ status: 401 });
    await CALLS[call](to);
    expect(to.calls()).toHaveLength(2);
    expect(to.fake.requests.filter(({ path }) => path === '/token')).toHaveLength(2);

    to.fake.fault({ status: 401, times: 99 });
    expect(await failure(to, call)).toMatchObject({ code: 'AUTHENTICATION_FAILED', status: 401, attempts: 2 });
    expect(to.calls()).toHaveLength(4);
  });

  it('is repeated after 429 when the time of Retry-After has passed', async () => {
    const to = await connectClient();
    to.fake.fault({ status: 429, headers: { 'retry-after': '1' } });

    await CALLS[call](to);

    const [first, second] = to.calls();
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(990);
  });

  it('is repeated after 503 with Retry-After', async () => {
    const to = await connectClient();
    to.fake.fault({ status: 503, headers: { 'retry-after': '0' } });
    await CALLS[call](to);
    expect(to.calls()).toHaveLength(2);
  });

  it('is repeated if no connection was made', async () => {
    const to = await connectClient({ baseUrl: 'http://127.0.0.1:1', clientSecret: undefined, instanceToken: 'any' });
    expect(await failure(to, call)).toMatchObject({ code: 'CONNECTION_FAILED', neverSent: true, attempts: 3 });
  });
});

it('the client does not send a message twice if the connection breaks after VZaps has accepted it', async () => {
  const to = await connectClient();
  to.fake.fault({ does: 'reset-in-body', taken: true });
  await failure(to, 'send');
  expect(to.fake.sent).toHaveLength(1);
});

it('the client does not repeat a send with an own message id', async () => {
  const to = await connectClient();
  to.fake.fault({ does: 'reset', times: 99 });
  const { vzaps, instanceId } = to;
  await expect(
    vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'x', id: '3EB0' }),
  ).rejects.toThrow();
  expect(to.calls()).toHaveLength(1);
});

it('the option retry of a call changes the number of attempts', async () => {
  const to = await connectClient();
  const { vzaps, instanceId } = to;
  to.fake.fault({ status: 502, times: 99 });
  await expect(vzaps.webhooks.get(instanceId, { retry: { attempts: 1 } })).rejects.toThrow();
  expect(to.calls()).toHaveLength(1);
  await expect(vzaps.webhooks.get(instanceId, { retry: { attempts: 5 } })).rejects.toThrow();
  expect(to.calls()).toHaveLength(6);
});

it('a failing token request rejects every waiting call after its own attempts', async () => {
  const to = await connectClient();
  to.fake.fault({ route: 'POST /token', status: 502, times: 99 });
  const ends = await Promise.allSettled([failure(to, 'read'), failure(to, 'send'), failure(to, 'read')]);
  for (const end of ends) expect(end).toMatchObject({ status: 'fulfilled', value: { status: 502, attempts: 3 } });
  expect(to.fake.requests).toHaveLength(3);
});
