import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import type { InboxEntry } from '../inbox.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { kinds, open, partialOf, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';

const secret = 'a secret of thirty-two bytes or more';

function inboxOf(answer: () => 'queued' | 'duplicate' = () => 'queued') {
  const entries: InboxEntry[] = [];
  const add = async (entry: InboxEntry) => {
    entries.push(entry);
    return answer();
  };
  return { entries, inbox: { add } };
}

describe('a receiver with an inbox', () => {
  it('stores a verified event without its URL and token, and does not run handlers or watchers', async () => {
    const { inbox, entries } = inboxOf();
    const signer = createUrlSigner({ secret });
    const target = signer.sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
    const [handler, watcher] = [vi.fn(), vi.fn()];
    const receiver = createReceiver({ verify: signer.verify, inbox }).on('Message', handler).onAny(watcher);
    const body = { json_data: message({ id: 'A', chat: '777@lid', senderAlt: '55@s.whatsapp.net' }), token: 'hush' };
    const outcome = await receiver.receive(post(body, { target }));
    expect(outcome).toMatchObject({ kind: 'queued', instanceId: 'VZ1' });
    expect(responseOf(outcome)).toMatchObject({ status: 200, body: '{"outcome":"queued"}' });
    expect(entries).toMatchObject([{ key: 'VZ1|A', conversation: 'VZ1|777@lid', partial: false, instanceId: 'VZ1' }]);
    expect(JSON.stringify(entries)).not.toMatch(/vzaps_signature|hush/);
    expect(handler).not.toHaveBeenCalled();
    expect(watcher).not.toHaveBeenCalled();
    // A worker passes the entry to dispatch().
    const [entry] = entries;
    const handled = await receiver.dispatch(parseEvent(entry?.raw), { instanceId: 'VZ1' });
    expect(handled.kind).toBe('handled');
    expect(watcher).toHaveBeenCalledTimes(1);
  });

  it('answers duplicate if the inbox does, and adds a partial copy without waiting', async () => {
    const { inbox, entries } = inboxOf(() => 'duplicate');
    const receiver = createReceiver({ ...open, inbox, partialWaitMs: 60_000 });
    expect((await receiver.receive(post(partialOf('A')))).kind).toBe('duplicate');
    expect(entries).toMatchObject([{ key: '|A', conversation: '|777@lid', partial: true }]);
  });

  it('stores an event without a handler, and answers unprocessable to an event that cannot be typed', async () => {
    const { inbox, entries } = inboxOf();
    const receiver = createReceiver({ ...open, inbox });
    for (const body of [
      { type: 'Connected', event: {} },
      { type: 'CallOffer', event: {} },
    ]) {
      expect((await receiver.receive(post(body))).kind).toBe('queued');
    }
    expect(entries.map(({ key, conversation }) => [key, conversation])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect((await receiver.receive(post({}))).kind).toBe('unprocessable');
    receiver.on('Unknown', () => {});
    expect((await receiver.receive(post({}))).kind).toBe('queued');
  });

  it('answers 422 and not 503 to an event that nests too deep to be stored', async () => {
    const entries: string[] = [];
    const add = async (entry: InboxEntry) => {
      entries.push(JSON.stringify(entry));
      return 'queued' as const;
    };
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, inbox: { add } }).on('Unknown', handler);
    const nested = (levels: number) => `{"type":"Message","event":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(responseOf(await receiver.receive(post(nested(20_000)))).status).toBe(422);
    expect((await receiver.receive(post(nested(300)))).kind).toBe('unprocessable');
    expect((await receiver.receive(post(nested(100)))).kind).toBe('queued');
    expect(entries).toHaveLength(1);
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers 503 if add rejects', async () => {
    const error = new Error('down');
    const receiver = createReceiver({ ...open, inbox: { add: () => Promise.reject(error) } });
    const outcome = await receiver.receive(post(message()));
    expect(outcome).toMatchObject({ kind: 'overloaded', error });
    expect(responseOf(outcome)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  });

  it.each([undefined, null, 'stored', { kind: 'queued' }])(
    'answers 503 if add answers %j, because nothing may be stored',
    async (answer) => {
      const receiver = createReceiver({ ...open, inbox: { add: async () => answer as never } });
      const outcome = await receiver.receive(post(message()));
      expect(outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INVALID_OPTION' } });
    },
  );

  it('answers 503 after ten seconds if add hangs', async () => {
    vi.useFakeTimers();
    const receiver = createReceiver({ ...open, inbox: { add: () => new Promise(() => {}) } });
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INBOX_TIMEOUT' } });
    vi.useRealTimers();
  });

  it('waits four more seconds for each megabyte that it is storing, also for the small entries behind a large one', async () => {
    vi.useFakeTimers();
    const receiver = createReceiver({ ...open, instanceId: 'VZ1', inbox: { add: () => new Promise(() => {}) } });
    const settled: string[] = [];
    const receive = (name: string, text: string) =>
      void receiver.receive(post(message({ text }))).then(({ kind }) => settled.push(`${name} ${kind}`));
    receive('large', 'x'.repeat(3 * 2 ** 20));
    receive('behind', 'hello');
    await vi.advanceTimersByTimeAsync(18_000);
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(settled).toEqual(['large overloaded', 'behind overloaded']);
    receive('later', 'hello');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(settled).toContain('later overloaded');
    vi.useRealTimers();
  });
});

describe('a receiver whose inbox failed to answer', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** An inbox that stores each id once, as redisInbox does, and fails the given number of times after it stored the entry. */
  function unreliableInbox() {
    const stored = new Map<string, InboxEntry>();
    const ids: (string | undefined)[] = [];
    let failures = 0;
    const add = async (entry: InboxEntry) => {
      ids.push(entry.id);
      const known = stored.has(entry.id ?? '');
      stored.set(entry.id ?? '', entry);
      if (failures > 0) {
        failures -= 1;
        throw new Error('the connection broke after the entry was stored');
      }
      return known ? ('duplicate' as const) : ('queued' as const);
    };
    const fail = (times: number) => {
      failures = times;
    };
    return { stored, ids, fail, inbox: { add } };
  }
  const presence = { type: 'Presence', event: { from: '5511999990000@s.whatsapp.net' } };

  it('repeats the id when the same delivery comes again, so an event without a key is stored once', async () => {
    const { inbox, stored, ids, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' });
    fail(2);
    const outcomes = [];
    for (let i = 0; i < 3; i += 1) outcomes.push(await receiver.receive(post(presence)));
    expect(kinds(outcomes)).toEqual(['overloaded', 'overloaded', 'duplicate']);
    expect(new Set(ids).size).toBe(1);
    expect(stored.size).toBe(1);
  });

  it('uses a new id for the next equal delivery after a success', async () => {
    const { inbox, stored, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' });
    const outcomes = [await receiver.receive(post(presence)), await receiver.receive(post(presence))];
    fail(1);
    for (let i = 0; i < 3; i += 1) outcomes.push(await receiver.receive(post(presence)));
    expect(kinds(outcomes)).toEqual(['queued', 'queued', 'overloaded', 'duplicate', 'queued']);
    expect(stored.size).toBe(4);
  });

  it('uses a new id for another body and for another instance', async () => {
    const { inbox, ids, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox });
    const dispatch = (instanceId: string) => receiver.dispatch(parseEvent(presence), { instanceId, enqueue: true });
    fail(1);
    await dispatch('VZ1');
    await dispatch('VZ2');
    await receiver.receive(post({ ...presence, state: 'online' }));
    expect(new Set(ids).size).toBe(3);
    await dispatch('VZ1');
    expect(ids[3]).toBe(ids[0]);
  });

  it('repeats the id for a body that a parser consumed', async () => {
    const { inbox, ids, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' });
    const { body: _, ...delivery } = post('', { parsed: presence });
    fail(1);
    await receiver.receive(delivery);
    await receiver.receive({ ...delivery, parsed: structuredClone(presence) });
    expect(ids[1]).toBe(ids[0]);
  });

  it('uses a new id after ten minutes', async () => {
    vi.useFakeTimers();
    const { inbox, ids, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' });
    fail(2);
    await receiver.receive(post(presence));
    await vi.advanceTimersByTimeAsync(599_000);
    await receiver.receive(post(presence));
    await vi.advanceTimersByTimeAsync(600_000);
    await receiver.receive(post(presence));
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('remembers a bounded number of ids', async () => {
    const { inbox, ids, fail } = unreliableInbox();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' });
    fail(10_001);
    const numbered = (number: number) => post({ ...presence, number });
    for (let number = 0; number < 10_001; number += 1) await receiver.receive(numbered(number));
    await receiver.receive(numbered(0));
    await receiver.receive(numbered(10_000));
    expect(ids[10_001]).not.toBe(ids[0]);
    expect(ids[10_002]).toBe(ids[10_000]);
  });
});

describe('dispatch() with enqueue', () => {
  it('stores the event in the inbox, and does not run handlers', async () => {
    const { inbox, entries } = inboxOf();
    const handler = vi.fn();
    const receiver = createReceiver({ ...open, inbox, instanceId: 'VZ1' }).on('Message', handler);
    const event = parseEvent(message({ id: 'A' }));
    expect((await receiver.dispatch(event, { enqueue: true })).kind).toBe('queued');
    expect(entries).toMatchObject([{ key: 'VZ1|A', instanceId: 'VZ1', raw: event.raw }]);
    expect(handler).not.toHaveBeenCalled();
    expect((await receiver.dispatch(event)).kind).toBe('handled');
  });

  it('handles the event at once if the receiver has no inbox', async () => {
    const receiver = createReceiver({ ...open, instanceId: 'VZ1' }).on('Message', () => {});
    expect((await receiver.dispatch(parseEvent(message()), { enqueue: true })).kind).toBe('handled');
  });
});
