import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Misbehaviour } from '../index.ts';
import { type Connected, connected, expectNoSecret } from '../test/connected-client.ts';

/** Something that may be repeated, and something that must not be done twice. */
const CALLS = {
  read: ({ vzaps, instanceId }: Connected) => vzaps.webhooks.get(instanceId),
  send: ({ vzaps, instanceId }: Connected) =>
    vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'x' }),
};

async function failure(to: Connected, call: keyof typeof CALLS): Promise<Record<string, unknown>> {
  const error = await CALLS[call](to).then(
    () => expect.unreachable('it succeeded'),
    (reason: unknown) => reason,
  );
  expectNoSecret(error, to.fake);
  return error as Record<string, unknown>;
}

const TIME_LIMIT_MS = 30_000;
/** The same, where the time of each request is over when that much of it has come, and not before. */
async function failureInTime(to: Connected, call: keyof typeof CALLS, what: 'request' | 'head', requests: number) {
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
      while (!ended && (what === 'head' ? heads : to.calls().length) < number) {
        await new Promise(setImmediate);
        // What the client waits for before it asks again.
        vi.advanceTimersByTime(1);
      }
      vi.advanceTimersByTime(TIME_LIMIT_MS);
    }
    return await failed;
  } finally {
    vi.useRealTimers();
  }
}

const AGAIN = 3;
const ONCE = 1;
/** Of what never ends: what must have come before the call's time is over. */
const UNENDING: Partial<Record<Misbehaviour, 'request' | 'head'>> = {
  silence: 'request',
  'stalled-body': 'head',
  'slow-drip': 'head',
};
/** What each does to a call that may be repeated and to a send, and how many requests reach the server. */
const MISBEHAVIOUR: Record<Misbehaviour, { code: string; read: number; send: number }> = {
  silence: { code: 'REQUEST_TIMEOUT', read: AGAIN, send: ONCE },
  'stalled-body': { code: 'REQUEST_TIMEOUT', read: AGAIN, send: ONCE },
  'slow-drip': { code: 'REQUEST_TIMEOUT', read: AGAIN, send: ONCE },
  reset: { code: 'CONNECTION_FAILED', read: AGAIN, send: ONCE },
  'reset-in-body': { code: 'CONNECTION_FAILED', read: AGAIN, send: ONCE },
  html: { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
  'no-content': { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
  unsuccessful: { code: 'API_ERROR', read: ONCE, send: ONCE },
  'truncated-json': { code: 'UNEXPECTED_RESPONSE', read: ONCE, send: ONCE },
};

describe.each(['read', 'send'] as const)('a %s', (call) => {
  it.each(Object.entries(MISBEHAVIOUR))('that always meets %s ends with its error', async (does, expected) => {
    const to = await connected({ timeoutMs: TIME_LIMIT_MS });
    to.fake.fault({ does: does as Misbehaviour, times: 99 });

    const waitsFor = UNENDING[does as Misbehaviour];
    const error = await (waitsFor ? failureInTime(to, call, waitsFor, expected[call]) : failure(to, call));

    expect(error).toMatchObject({ code: expected.code, attempts: expected[call] });
    expect(to.calls()).toHaveLength(expected[call]);
  });

  it.each([
    [400, 'API_ERROR', ONCE, ONCE],
    [403, 'PERMISSION_DENIED', ONCE, ONCE],
    [404, 'API_ERROR', ONCE, ONCE],
    [408, 'API_ERROR', AGAIN, ONCE],
    [429, 'RATE_LIMITED', AGAIN, AGAIN],
    [500, 'API_ERROR', ONCE, ONCE],
    [502, 'API_ERROR', AGAIN, ONCE],
    [503, 'API_ERROR', AGAIN, ONCE],
    [504, 'API_ERROR', AGAIN, ONCE],
    [302, 'API_ERROR', ONCE, ONCE],
  ])('that always meets %i ends with %s', async (status, code, read, send) => {
    const to = await connected();
    to.fake.fault({ status, headers: { location: 'http://127.0.0.1:1/' }, times: 99 });

    expect(await failure(to, call)).toMatchObject({ status, code, attempts: { read, send }[call] });
    expect(to.calls()).toHaveLength({ read, send }[call]);
  });

  it('is sent again with a new token after one 401, and again only', async () => {
    const to = await connected();
    to.fake.fault({ status: 401 });
    await CALLS[call](to);
    expect(to.calls()).toHaveLength(2);
    expect(to.fake.requests.filter(({ path }) => path === '/token')).toHaveLength(2);

    to.fake.fault({ status: 401, times: 99 });
    expect(await failure(to, call)).toMatchObject({ code: 'AUTHENTICATION_FAILED', status: 401, attempts: 2 });
    expect(to.calls()).toHaveLength(4);
  });

  it('waits as long as a 429 asks', async () => {
    const to = await connected();
    to.fake.fault({ status: 429, headers: { 'retry-after': '1' } });

    await CALLS[call](to);

    const [first, second] = to.calls();
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(990);
  });

  it('is sent again after 503 with Retry-After', async () => {
    const to = await connected();
    to.fake.fault({ status: 503, headers: { 'retry-after': '0' } });
    await CALLS[call](to);
    expect(to.calls()).toHaveLength(2);
  });

  it('is sent again when the connection was never made', async () => {
    const to = await connected({ baseUrl: 'http://127.0.0.1:1', clientSecret: undefined, instanceToken: 'any' });
    expect(await failure(to, call)).toMatchObject({ code: 'CONNECTION_FAILED', neverSent: true, attempts: 3 });
  });
});

it('a message that was taken before the connection broke is not sent twice', async () => {
  const to = await connected();
  to.fake.fault({ does: 'reset-in-body', taken: true });
  await failure(to, 'send');
  expect(to.fake.sent).toHaveLength(1);
});

it('a caller’s own message id permits no repetition', async () => {
  const to = await connected();
  to.fake.fault({ does: 'reset', times: 99 });
  const { vzaps, instanceId } = to;
  await expect(
    vzaps.messages.sendText({ instanceId, phone: '5511999999999', message: 'x', id: '3EB0' }),
  ).rejects.toThrow();
  expect(to.calls()).toHaveLength(1);
});

it('a call can forbid or extend repetition', async () => {
  const to = await connected();
  const { vzaps, instanceId } = to;
  to.fake.fault({ status: 502, times: 99 });
  await expect(vzaps.webhooks.get(instanceId, { retry: { attempts: 1 } })).rejects.toThrow();
  expect(to.calls()).toHaveLength(1);
  await expect(vzaps.webhooks.get(instanceId, { retry: { attempts: 5 } })).rejects.toThrow();
  expect(to.calls()).toHaveLength(6);
});

it('a fault of the token exchange reaches every waiting caller, after its own repetitions', async () => {
  const to = await connected();
  to.fake.fault({ route: 'POST /token', status: 502, times: 99 });
  const ends = await Promise.allSettled([failure(to, 'read'), failure(to, 'send'), failure(to, 'read')]);
  for (const end of ends) expect(end).toMatchObject({ status: 'fulfilled', value: { status: 502, attempts: 3 } });
  expect(to.fake.requests).toHaveLength(3);
});
