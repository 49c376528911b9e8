import { Injectable, Logger } from '@nestjs/common';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EventOf, OnVZapsEvent, unsafeSkipVerification, VZapsClient, VZapsModule } from '../../src/index.ts';
import { create, platforms, start } from '../app.fixture.ts';

let fake: FakeVZaps;
beforeEach(async () => {
  fake = await createFakeVZaps({ instances: 2 });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fake.close();
});

const createClient = () =>
  new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });

function createHandlers() {
  const texts: unknown[] = [];
  @Injectable()
  class Handlers {
    @OnVZapsEvent('Message')
    handle({ text }: EventOf<'Message'>) {
      texts.push(text);
    }
  }
  return { texts, Handlers };
}

/** Milliseconds. Only a hang takes longer, also on a busy machine. */
const WAIT = { timeout: 60_000 };
const openConnections = () => fake.realtime.connections.filter(({ open }) => open);

describe('forRoot({ realtime })', () => {
  it.each(platforms)('receives the events of each instance until the application on %s closes', async (platform) => {
    const { texts, Handlers } = createHandlers();
    const [first, second] = fake.instances;
    const { app } = await start(platform, {
      imports: [
        VZapsModule.forRoot({
          verify: unsafeSkipVerification(),
          client: createClient(),
          path: false,
          realtime: {
            instances: [first.id, { instanceId: second?.id ?? '', instanceToken: second?.token }],
            url: fake.realtimeUrl,
          },
        }),
      ],
      providers: [Handlers],
    });
    await vi.waitUntil(() => openConnections().length === 2, WAIT);
    for (const { id } of fake.instances) fake.realtime.emit(id, samplePayload('Message', { text: id }));
    await vi.waitUntil(() => fake.instances.every(({ id }) => fake.realtime.acked(id).length === 1), WAIT);
    expect([...texts].sort()).toEqual(fake.instances.map(({ id }) => id).sort());
    await app.close();
    await vi.waitUntil(() => openConnections().length === 0, WAIT);
  });

  it('opens no connection before the application has started', async () => {
    const app = await create('Express', {
      imports: [
        VZapsModule.forRoot({
          verify: unsafeSkipVerification(),
          client: createClient(),
          realtime: { instances: [fake.instances[0].id], url: fake.realtimeUrl },
        }),
      ],
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.requests).toEqual([]);
    await app.init();
    await vi.waitUntil(() => openConnections().length === 1, WAIT);
  });

  it('writes to the logger why a source waits or has failed, without a secret', async () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const id = fake.instances[0].id;
    fake.realtime.fault({ status: 401, times: 2 });
    await start('Express', {
      imports: [
        VZapsModule.forRoot({
          verify: unsafeSkipVerification(),
          client: createClient(),
          realtime: { instances: [id], url: fake.realtimeUrl },
        }),
      ],
    });
    await vi.waitUntil(() => error.mock.calls.length > 0, WAIT);
    expect(error.mock.calls[0]?.[0]).toContain(`Realtime of ${id} is failed. VZaps answered 401`);
    expect(JSON.stringify(error.mock.calls)).not.toContain(fake.clientToken);
  });

  it.each([
    [{ instances: [] }, '`realtime` is an object'],
    [{ instances: ['VZ1'], sillenceMs: 1 }, 'Did you mean `silenceMs`?'],
    [{ instances: [{ instanceId: '' }] }, '`instanceId` is an empty string'],
  ])('refuses %j', async (realtime, message) => {
    const starting = async () =>
      create('Express', {
        imports: [
          VZapsModule.forRoot({
            verify: unsafeSkipVerification(),
            client: createClient(),
            realtime: realtime as never,
          }),
        ],
      });
    await expect(starting()).rejects.toThrow(message);
  });

  it('needs a client', async () => {
    const starting = create('Express', {
      imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification(), realtime: { instances: ['VZ1'] } })],
    });
    await expect(starting).rejects.toThrow('`client` is missing. It must be a VZapsClient');
  });
});

describe('forRootAsync({ realtime })', () => {
  it('takes the option beside `useFactory`, and starts the sources', async () => {
    const { texts, Handlers } = createHandlers();
    const id = fake.instances[0].id;
    await start('Express', {
      imports: [
        VZapsModule.forRootAsync({
          realtime: { instances: [id], url: fake.realtimeUrl },
          useFactory: () => ({ verify: unsafeSkipVerification(), client: createClient() }),
        }),
      ],
      providers: [Handlers],
    });
    fake.realtime.emit(id, samplePayload('Message', { text: 'ping' }));
    await vi.waitUntil(() => fake.realtime.acked(id).length === 1, WAIT);
    expect(texts).toEqual(['ping']);
  });
});
