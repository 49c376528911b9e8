import { describe, expect, it } from 'vitest';
import { samplePayload } from '../samples/index.ts';
import { message, startSource, until } from './test/start-source.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a realtime source', () => {
  it('handles an event with its instance and acknowledges it afterwards', async () => {
    const { receiver, emit, acked, instanceId } = await startSource();
    const seen: unknown[] = [];
    receiver.on('Message', async ({ text }, ctx) => {
      await pause(20);
      seen.push([text, ctx.instanceId, acked().length]);
    });
    const id = emit(message('ping'));
    await until(() => acked().length > 0);
    expect(acked()).toEqual([id]);
    expect(seen).toEqual([['ping', instanceId, 0]]);
  });

  it('acknowledges what was handled before, what has no handler, and a type that is not known', async () => {
    const { receiver, emit, acked } = await startSource();
    let handled = 0;
    receiver.on('Message', () => {
      handled += 1;
    });
    const ids = [
      emit(message('one', 'A')),
      emit(message('one', 'A')),
      emit(samplePayload('Presence')),
      emit({ type: 'SomethingNew', event: {} }),
    ];
    await until(() => acked().length === 4);
    expect([...acked()].sort()).toEqual([...ids].sort());
    expect(handled).toBe(1);
  });

  it('acknowledges a partial copy that its complete copy replaces', async () => {
    const { receiver, emit, acked } = await startSource({ receiver: { partialWaitMs: 10_000 } });
    const phones: unknown[] = [];
    receiver.on('Message', ({ phone }) => void phones.push(phone));
    const partial = emit(samplePayload('Message', { messageId: '3EB0X', partial: true }));
    await pause(20);
    const complete = emit(samplePayload('Message', { messageId: '3EB0X' }));
    await until(() => acked().length === 2);
    expect([...acked()].sort()).toEqual([partial, complete].sort());
    expect(phones).toHaveLength(1);
    expect(phones[0]).toBeDefined();
  });

  it('stores events in the inbox of the receiver and acknowledges them then', async () => {
    const entries: unknown[] = [];
    const inbox = {
      async add(entry: unknown) {
        entries.push(entry);
        return 'queued' as const;
      },
    };
    const { receiver, emit, acked, instanceId } = await startSource({ receiver: { inbox } });
    receiver.on('Message', () => {
      throw new Error('runs in a worker only');
    });
    const id = emit(message('ping'));
    await until(() => acked().length > 0);
    expect(acked()).toEqual([id]);
    expect(entries).toMatchObject([{ instanceId }]);
  });

  it('handles the events of one conversation in the order of their arrival', async () => {
    const { receiver, emit, acked } = await startSource();
    const texts: unknown[] = [];
    receiver.on('Message', async ({ text }) => {
      await pause(Math.random() * 5);
      texts.push(text);
    });
    const sent = Array.from({ length: 30 }, (_, index) => `m${index}`);
    for (const text of sent) emit(message(text));
    await until(() => acked().length === sent.length);
    expect(texts).toEqual(sent);
  });

  it('ignores frames that are no events, and handles the ones after them', async () => {
    const { receiver, fake, instanceId, emit, acked, statuses } = await startSource();
    const seen: unknown[] = [];
    receiver.on('Message', ({ text }) => void seen.push(text));
    receiver.on('Unknown', (event) => void seen.push(event.claimedType));
    const frames = [
      'ping',
      'null',
      '[]',
      '7',
      '{"type":"ping"}',
      '{"type":"error","message":"x"}',
      '{"data":null}',
      '',
    ];
    for (const frame of frames) fake.realtime.sendFrame(instanceId, frame);
    fake.realtime.sendFrame(instanceId, new Uint8Array([0xff, 0xfe, 0x00]));
    fake.realtime.sendFrame(instanceId, new TextEncoder().encode('not JSON'));
    const id = emit(message('after'));
    await until(() => acked().length > 0);
    expect([acked(), seen]).toEqual([[id], ['after']]);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'open']);
  });

  it('handles an event without an id, and an event in a binary frame', async () => {
    const { receiver, fake, instanceId, acked } = await startSource();
    const seen: unknown[] = [];
    receiver.on('Message', ({ text }) => void seen.push(text));
    fake.realtime.sendFrame(instanceId, JSON.stringify({ type: 'Message', data: message('no id') }));
    const bytes = JSON.stringify({ id: 'evt_bytes', type: 'Message', data: message('bytes') });
    fake.realtime.sendFrame(instanceId, new TextEncoder().encode(bytes));
    await until(() => acked().length > 0 && seen.length === 2);
    expect([acked(), seen]).toEqual([['evt_bytes'], ['no id', 'bytes']]);
  });

  it('asks for event types only if the option `events` names them', async () => {
    const { fake } = await startSource({ options: { events: ['Message', 'ReadReceipt'] } });
    expect(fake.realtime.connections.map(({ events }) => events)).toEqual([['Message', 'ReadReceipt']]);
    const other = await startSource();
    expect(other.fake.realtime.connections.map(({ events }) => events)).toEqual([undefined]);
  });
});

describe('an event that was not handled', () => {
  it('is dispatched again later, and acknowledged when it is handled', async () => {
    const { receiver, emit, acked, givenUp } = await startSource();
    let attempts = 0;
    receiver.on('Message', () => {
      attempts += 1;
      if (attempts < 4) throw new Error('not yet');
    });
    const id = emit(message('ping'));
    await until(() => acked().length > 0);
    expect([attempts, acked(), givenUp]).toEqual([4, [id], []]);
  });

  it('is given up after its attempts, is not acknowledged, and does not stop later events', async () => {
    const infos: unknown[] = [];
    const { receiver, emit, acked, instanceId } = await startSource({
      options: { retry: { attempts: 3, baseMs: 1 }, onGivenUp: (event, info) => infos.push([event.type, info]) },
    });
    let attempts = 0;
    receiver.on('Message', ({ text }) => {
      if (text !== 'poison') return;
      attempts += 1;
      throw new Error('poison');
    });
    const poison = emit(message('poison'));
    const later = emit(message('later'));
    await until(() => infos.length > 0);
    expect(acked()).toEqual([later]);
    expect(attempts).toBe(4);
    expect(infos).toMatchObject([
      ['Message', { instanceId, eventId: poison, attempts: 4, outcome: { kind: 'failed' } }],
    ]);
  });

  it('starts no second retry when a second copy arrives', async () => {
    const { receiver, emit, fake, instanceId, acked, givenUp } = await startSource({
      // This is longer than the ten copies take on a busy machine. A copy that arrives after the last retry begins again.
      options: { retry: { attempts: 2, baseMs: 500 } },
    });
    let attempts = 0;
    receiver.on('Message', () => {
      attempts += 1;
      throw new Error('always');
    });
    const id = emit(message('ping'));
    for (let copy = 0; copy < 10; copy += 1) {
      await pause(5);
      fake.realtime.redeliver(instanceId);
    }
    await until(() => givenUp.length > 0);
    expect([attempts, givenUp, acked()]).toEqual([3, [id], []]);
  });

  it('is dispatched once more when VZaps sends it again after it was given up', async () => {
    const { receiver, emit, fake, instanceId, acked, givenUp } = await startSource({
      options: { retry: { attempts: 1, baseMs: 1 } },
    });
    let attempts = 0;
    let isRepaired = false;
    receiver.on('Message', () => {
      attempts += 1;
      if (!isRepaired) throw new Error('broken');
    });
    const id = emit(message('ping'));
    await until(() => givenUp.length > 0);
    fake.realtime.redeliver(instanceId);
    await until(() => attempts === 3);
    await pause(20);
    expect([attempts, givenUp]).toEqual([3, [id]]);
    isRepaired = true;
    fake.realtime.redeliver(instanceId);
    await until(() => acked().length > 0);
    expect([acked(), givenUp]).toEqual([[id], [id]]);
  });

  it.each<[string, object, object]>([
    ['busy', { idempotency: { claim: () => ({ status: 'busy' }), complete() {}, release() {} } }, message('x')],
    [
      'overloaded',
      {
        idempotency: {
          claim() {
            throw new Error('down');
          },
          complete() {},
          release() {},
        },
      },
      message('x'),
    ],
    ['unprocessable', {}, { type: 'Message', event: { nothing: 'known' } }],
  ])('is given up with the outcome %s', async (kind, receiverOptions, payload) => {
    const outcomes: unknown[] = [];
    const { receiver, emit, acked } = await startSource({
      receiver: receiverOptions,
      options: { retry: { attempts: 2, baseMs: 1 }, onGivenUp: (_, { outcome }) => outcomes.push(outcome.kind) },
    });
    receiver.on('Message', () => {});
    emit(payload);
    await until(() => outcomes.length > 0);
    expect([outcomes, acked()]).toEqual([[kind], []]);
  });

  it('takes one of the `maxUnacked` slots while it waits', async () => {
    const { receiver, emit, acked } = await startSource({ options: { maxUnacked: 1 } });
    const calls: unknown[] = [];
    receiver.on('Message', ({ text }) => {
      calls.push(text);
      if (calls.length < 3) throw new Error('not yet');
    });
    emit(message('first'));
    emit(message('second'));
    await until(() => acked().length === 2);
    expect(calls).toEqual(['first', 'first', 'first', 'second']);
  });
});

it('a realtime source dispatches at most `maxUnacked` events at the same time', async () => {
  const { receiver, emit, acked } = await startSource({ options: { maxUnacked: 3 } });
  let [most, running] = [0, 0];
  let release: () => void = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.on('Message', async () => {
    running += 1;
    most = Math.max(most, running);
    await isReleased;
    running -= 1;
  });
  for (let index = 10; index < 22; index += 1) emit(samplePayload('Message', { phone: `55119000000${index}` }));
  await until(() => running === 3);
  // A fourth one would start meanwhile.
  await pause(30);
  release();
  await until(() => acked().length === 12);
  expect(most).toBe(3);
});
