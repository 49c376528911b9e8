import { describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import type { InboxEntry } from '../inbox.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { open, partialOf, post } from '../test/delivery.fixture.ts';
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
    expect(entries).toMatchObject([{ key: 'VZ1|A', lane: 'VZ1|777@lid', partial: false, instanceId: 'VZ1' }]);
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
    expect(entries).toMatchObject([{ key: '|A', lane: '|777@lid', partial: true }]);
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
    expect(entries.map(({ key, lane }) => [key, lane])).toEqual([
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
});
