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

describe('an inbox', () => {
  it('takes what was verified instead of the handlers, without URL and token', async () => {
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
    // What a worker does with it.
    const [entry] = entries;
    const handled = await receiver.dispatch(parseEvent(entry?.raw), { instanceId: 'VZ1' });
    expect(handled.kind).toBe('handled');
    expect(watcher).toHaveBeenCalledTimes(1);
  });

  it('says what it has already, and is told of partial copies without a wait', async () => {
    const { inbox, entries } = inboxOf(() => 'duplicate');
    const receiver = createReceiver({ ...open, inbox, partialWaitMs: 60_000 });
    expect((await receiver.receive(post(partialOf('A')))).kind).toBe('duplicate');
    expect(entries).toMatchObject([{ key: '|A', lane: '|777@lid', partial: true }]);
  });

  it('stores what has no handler here, and refuses what is no event', async () => {
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

  it('is not given what nests too deep to be stored: 422, not 503 for ever', async () => {
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

  it('that throws is a 503', async () => {
    const error = new Error('down');
    const receiver = createReceiver({ ...open, inbox: { add: () => Promise.reject(error) } });
    const outcome = await receiver.receive(post(message()));
    expect(outcome).toMatchObject({ kind: 'overloaded', error });
    expect(responseOf(outcome)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  });

  it.each([undefined, null, 'stored', { kind: 'queued' }])('that answers %j is a 503: nobody knows', async (answer) => {
    const receiver = createReceiver({ ...open, inbox: { add: async () => answer as never } });
    const outcome = await receiver.receive(post(message()));
    expect(outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INVALID_OPTION' } });
  });

  it('that hangs is a 503 after ten seconds', async () => {
    vi.useFakeTimers();
    const receiver = createReceiver({ ...open, inbox: { add: () => new Promise(() => {}) } });
    const outcome = receiver.receive(post(message()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toMatchObject({ kind: 'overloaded', error: { code: 'INBOX_TIMEOUT' } });
    vi.useRealTimers();
  });
});
