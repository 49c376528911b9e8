import { randomUUID } from 'node:crypto';
import type { EventOf } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, type EventContext, type Receiver } from '@vzaps/core/webhooks';
import { samplePayload } from '@vzaps/testing';
import type { RedisServer } from 'redis-test-server';
import {
  type InboxWorker,
  type RedisInbox,
  type RedisInboxOptions,
  redisInbox,
  redisStore,
  type WorkerOptions,
} from '../index.ts';

type MessageOptions = NonNullable<Parameters<typeof samplePayload<'Message'>>[1]>;
export type Handler = (event: EventOf<'Message'>, ctx: EventContext) => unknown;

/** A web process with an inbox of its own prefix, and its workers. Several of them share one Redis. */
export interface TestApp {
  readonly inbox: RedisInbox;
  readonly prefix: string;
  readonly warnings: string[];
  readonly signedUrl: string;
  /** Delivers a message as VZaps does. */
  deliver(message: MessageOptions): Promise<{ status: number; outcome: string; milliseconds: number }>;
  /** Starts a worker with its own connections, as another process would. */
  startWorker(handler: Handler, options?: WorkerOptions & { handlerTimeoutMs?: number }): InboxWorker;
  close(): Promise<void>;
}

export function createTestApp(server: RedisServer, options: Partial<RedisInboxOptions> = {}): TestApp {
  const prefix = `app-${randomUUID()}`;
  const warnings: string[] = [];
  const inboxes: RedisInbox[] = [];
  const open = (): RedisInbox => {
    const onWarning = ({ code }: { code: string }) => warnings.push(code);
    const inbox = redisInbox({ connection: server.url, prefix, backoff: { baseMs: 20 }, onWarning, ...options });
    inboxes.push(inbox);
    return inbox;
  };
  const createWorkerReceiver = (handlerTimeoutMs: number): Receiver =>
    createReceiver({
      verify: signer.verify,
      idempotency: redisStore(server.connect(), { prefix }),
      handlerTimeoutMs,
      // A partial copy has waited in the inbox. If it waited here too, the tests with partial copies would time out.
      partialWaitMs: 600_000,
      // Without it, the receiver would print every failure.
      onOutcome() {},
    });

  const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
  const signedUrl = signer.sign('https://example.com/webhooks/vzaps', { instanceId: 'VZ1' });
  const inbox = open();
  const web = createReceiver({ verify: signer.verify, inbox, onOutcome() {} });

  return {
    inbox,
    prefix,
    warnings,
    signedUrl,
    async deliver(message) {
      const start = performance.now();
      const body = JSON.stringify(samplePayload('Message', { envelope: 'B', token: 'the-instance-token', ...message }));
      const response = await web.fetch(new Request(signedUrl, { method: 'POST', body }));
      const { outcome } = (await response.json()) as { outcome: string };
      return { status: response.status, outcome, milliseconds: performance.now() - start };
    },
    startWorker: (handler, { handlerTimeoutMs = 30_000, ...workerOptions } = {}) =>
      open().startWorker(createWorkerReceiver(handlerTimeoutMs).on('Message', handler), workerOptions),
    close: async () => {
      await Promise.all(inboxes.map((each) => each.close()));
    },
  };
}
