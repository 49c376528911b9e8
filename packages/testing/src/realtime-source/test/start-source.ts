import { createRealtime, type Realtime, type RealtimeOptions, type RealtimeStatus } from '@vzaps/core/realtime';
import { createReceiver, type Receiver, type ReceiverOptions, unsafeSkipVerification } from '@vzaps/core/webhooks';
import type { FakeVZapsOptions } from '../../fake/index.ts';
import { atTestEnd, type ConnectedClient, connectClient, expectNoSecret } from '../../fake/test/connected-client.ts';

export interface SourceSetup {
  options?: Partial<RealtimeOptions>;
  receiver?: Partial<ReceiverOptions>;
  fake?: FakeVZapsOptions;
  /** Whether the source is started. Default `true`. */
  start?: boolean;
}

export interface StartedSource extends ConnectedClient {
  receiver: Receiver;
  source: Realtime;
  /** Every status so far. */
  statuses: RealtimeStatus[];
  /** The ids of events that were given up. */
  givenUp: unknown[];
  /** Resolves when the present or a later status has this state. */
  reach(state: RealtimeStatus['state']): Promise<RealtimeStatus>;
  /** Drops the connection. Resolves when the source has opened another one, however fast it does so. */
  reconnect(): Promise<void>;
  emit(payload: unknown, id?: string): string;
  acked(): readonly string[];
}

/** The message `text` of one person, with an id of its own. */
export const message = (text: string, messageId = text): object => ({
  type: 'Message',
  event: {
    Info: {
      Chat: '5511900000001@s.whatsapp.net',
      Sender: '5511900000001@s.whatsapp.net',
      SenderAlt: '5511900000001@s.whatsapp.net',
      ID: `3EB0${messageId}`,
      Timestamp: '2026-06-23T22:57:17Z',
      IsFromMe: false,
      IsGroup: false,
      PushName: 'Ana',
      Type: 'text',
    },
    Message: { conversation: text },
  },
});

/**
 * Starts a fake, a client, a receiver and a source with short waits. At the end of the test they are closed, and no status
 * may contain a secret.
 */
export async function startSource(setup: SourceSetup = {}): Promise<StartedSource> {
  const connected = await connectClient({}, setup.fake);
  const { fake, vzaps, instanceId, instanceToken } = connected;
  const statuses: RealtimeStatus[] = [];
  const givenUp: unknown[] = [];
  const listeners = new Set<() => void>();
  const receiver = createReceiver({ verify: unsafeSkipVerification(), onOutcome: [], ...setup.receiver });
  const source = createRealtime({
    client: vzaps,
    instanceId,
    instanceToken,
    receiver,
    url: fake.realtimeUrl,
    reconnect: { baseMs: 5, maxMs: 2_000 },
    retry: { baseMs: 5, maxMs: 20 },
    onState(status) {
      statuses.push(status);
      for (const listener of [...listeners]) listener();
    },
    onGivenUp: (event) => givenUp.push(event.id),
    ...setup.options,
  });
  atTestEnd(async () => {
    await source.close();
    await receiver.close();
    expectNoSecret(statuses, fake);
  });
  if (setup.start ?? true) await source.start();
  return {
    ...connected,
    receiver,
    source,
    statuses,
    givenUp,
    reach: (state) =>
      new Promise((resolve) => {
        const look = (): void => {
          const { status } = source;
          if (status.state !== state) return;
          listeners.delete(look);
          resolve(status);
        };
        listeners.add(look);
        look();
      }),
    async reconnect() {
      const opened = statuses.filter(({ state }) => state === 'open').length;
      fake.realtime.drop();
      await until(
        () => source.status.state === 'open' && statuses.filter(({ state }) => state === 'open').length > opened,
      );
    },
    emit: (payload, id) => fake.realtime.emit(instanceId, payload, id === undefined ? {} : { id }),
    acked: () => fake.realtime.acked(instanceId),
  };
}

/** Waits until the condition holds. The test's own timeout ends the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
