import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEvent, type VZapsEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import type { InboxEntry } from '../inbox.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { kinds, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { claimKeyOf } from './event-identity.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const targetOf = (instanceId: string) => signer.sign('https://x.example/h', { instanceId }).slice(17);
const claiming = (instanceId: string, id: string) => ({ json_data: message({ id }), instance_id: instanceId });
const withKey = (key: string, claimedInstanceId?: string) =>
  ({ ...parseEvent(message()), key, ...(claimedInstanceId !== undefined && { claimedInstanceId }) }) as VZapsEvent;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('claimKeyOf()', () => {
  it('joins the given instance and the key of the event', () => {
    expect(claimKeyOf(withKey('A', 'claimed'), { instanceId: 'VZ1' })).toBe('VZ1|A');
  });

  it('uses the claimed instance if none is given, and else an empty one', () => {
    expect(claimKeyOf(withKey('A', 'VZ2'), {})).toBe('VZ2|A');
    expect(claimKeyOf(withKey('A'))).toBe('|A');
  });

  it('returns undefined for an event without a key', () => {
    const { key: _, ...event } = parseEvent(message());
    expect(claimKeyOf(event as VZapsEvent, { instanceId: 'VZ1' })).toBeUndefined();
  });

  it.each(['VZ1|A', '%7C', 'a%b', '|', 'x'.repeat(201), `${'x'.repeat(200)}~`])(
    'escapes the claimed instance %j, so that a sender cannot build the claim key of another event',
    (claimed) => {
      const forged = claimKeyOf(withKey('B', claimed)) as string;
      expect(forged.split('|')).toHaveLength(2);
      for (const instanceId of ['VZ1', '']) {
        expect(forged).not.toBe(claimKeyOf(withKey('A|B'), { instanceId }));
        expect(forged).not.toBe(claimKeyOf(withKey('B'), { instanceId }));
      }
    },
  );
});

describe('a receiver', () => {
  const recordingStore = () => {
    const store = memoryStore();
    return { ...store, claim: vi.fn(store.claim) };
  };
  const claimedKeys = (store: ReturnType<typeof recordingStore>) => store.claim.mock.calls.map(([key]) => key);

  it('claims an event for the instance that the verifier confirmed, whatever instance the body names', async () => {
    const store = recordingStore();
    const receiver = createReceiver({ verify: signer.verify, idempotency: store, instanceId: 'VZ9' });
    receiver.on('Message', (_, ctx) => expect(ctx.instanceId).toBe('VZ1'));
    const outcome = await receiver.receive(post(claiming('VZ2', 'A'), { target: targetOf('VZ1') }));
    expect(outcome).toMatchObject({ kind: 'handled', instanceId: 'VZ1' });
    expect(claimedKeys(store)).toEqual(['VZ1|A']);
  });

  it('claims an event for the option `instanceId` if the verifier confirms no instance, whatever instance the body names', async () => {
    const store = recordingStore();
    const receiver = createReceiver({ ...open, idempotency: store, instanceId: 'VZ9' });
    receiver.on('Message', (_, ctx) => expect(ctx.instanceId).toBe('VZ9'));
    const outcomes = [
      await receiver.receive(post(claiming('VZ2', 'A'))),
      await receiver.receive(post(claiming('VZ3', 'A'))),
      await receiver.dispatch(parseEvent(message({ id: 'A' }))),
      await receiver.dispatch(parseEvent(message({ id: 'A' })), { instanceId: 'VZ1' }),
    ];
    expect(kinds(outcomes)).toEqual(['handled', 'duplicate', 'duplicate', 'failed']);
    expect(claimedKeys(store)).toEqual(['VZ9|A', 'VZ9|A', 'VZ9|A', 'VZ1|A']);
    expect(await receiver.verify(post(claiming('VZ2', 'B')))).toMatchObject({ kind: 'verified', instanceId: 'VZ9' });
  });

  it('claims an event for the instance that the body names, else for an empty one, if nothing else names the instance', async () => {
    vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const store = recordingStore();
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    await receiver.receive(post(claiming('VZ2', 'A')));
    await receiver.receive(post(message({ id: 'A' })));
    expect(claimedKeys(store)).toEqual(['VZ2|A', '|A']);
  });

  it('passes the option instanceId to the inbox', async () => {
    const entries: InboxEntry[] = [];
    const add = (entry: InboxEntry) => {
      entries.push(entry);
      return 'queued' as const;
    };
    await createReceiver({ ...open, inbox: { add }, instanceId: 'VZ9' }).receive(post(claiming('VZ2', 'A')));
    expect(entries).toMatchObject([{ key: 'VZ9|A', instanceId: 'VZ9' }]);
  });

  it('claims an event only if it has a key', async () => {
    const store = recordingStore();
    const receiver = createReceiver({ ...open, idempotency: store, instanceId: 'VZ9' }).on('Connected', () => {});
    const connected = { type: 'Connected', event: {} };
    const outcomes = [await receiver.receive(post(connected)), await receiver.receive(post(connected))];
    expect(kinds(outcomes)).toEqual(['handled', 'handled']);
    expect(store.claim).not.toHaveBeenCalled();
  });
});

describe('the warning that the instance is unknown', () => {
  const warnings = () => vi.spyOn(process, 'emitWarning').mockImplementation(() => {});

  it('is given once, through process.emitWarning', async () => {
    const warn = warnings();
    const receiver = createReceiver(open).on('Message', () => {});
    for (const id of ['A', 'B', 'C']) await receiver.receive(post(claiming('VZ1', id)));
    await receiver.dispatch(parseEvent(message()));
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('instanceId'), { type: 'VZapsWarning', code: 'INSTANCE_UNKNOWN' }],
    ]);
  });

  it.each([
    ['the verifier confirms the instance', { verify: signer.verify }],
    ['the option instanceId names it', { ...open, instanceId: 'VZ1' }],
    ['nothing is remembered', { ...open, idempotency: false as const }],
  ])('is not given if %s', async (_, options) => {
    const warn = warnings();
    const receiver = createReceiver(options).on('Message', () => {});
    expect((await receiver.receive(post(message(), { target: targetOf('VZ1') }))).kind).toBe('handled');
    expect(warn).not.toHaveBeenCalled();
  });

  it('is not given for a delivery that is refused', async () => {
    const warn = warnings();
    await createReceiver({ verify: signer.verify }).receive(post(message()));
    expect(warn).not.toHaveBeenCalled();
  });
});
