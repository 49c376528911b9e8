/** An Express application that receives the events of the same instances by webhook and by realtime. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { VZapsClient } from '@vzaps/core/client';
import { createRealtime } from '@vzaps/core/realtime';
import { createReceiver, createUrlSigner, type EventHandler } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import { redisStore } from '@vzaps/redis';
import express from 'express';
import { Redis } from 'ioredis';
import { answerRequests } from '../deployment/answer-requests.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { collectProcessErrors } from '../deployment/process-errors.ts';
import { watchPauses } from '../deployment/watch-pauses.ts';
import { type LogLine, now } from '../event-log/line.ts';
import { openEventLog } from '../event-log/open-log.ts';
import { PATH } from '../servers/server-config.ts';
import { positionOf } from './plan-realtime.ts';
import type { RealtimeConfig } from './realtime-config.ts';

// This time is short, so that another process takes over the events of a killed one soon.
const HANDLER_TIMEOUT_MS = 3_000;

const errors = collectProcessErrors();
const config: RealtimeConfig = JSON.parse(process.argv[2] ?? '');
const log = openEventLog(config.folder);
watchPauses(log);
const redis = new Redis(config.redisPort, '127.0.0.1').on('error', () => {});

type Wanted = 'Message' | 'ReadReceipt';
type WantedEvent = Parameters<EventHandler<Wanted>>[0];
const messageIdOf = (event: WantedEvent): string =>
  event.type === 'Message' ? event.messageId : (event.messageIds[0] ?? '');

const receiver = createReceiver({
  verify: createUrlSigner({ secret: SECRET }).verify,
  idempotency: redisStore(redis),
  handlerTimeoutMs: HANDLER_TIMEOUT_MS,
  onOutcome(outcome) {
    if (outcome.kind !== 'handled') return;
    const { event, instanceId } = outcome;
    if (event.type !== 'Message' && event.type !== 'ReadReceipt') return;
    write('settled', `${instanceId}|${messageIdOf(event)}`, now());
  },
}).on(['Message', 'ReadReceipt'], async (event, { instanceId }) => {
  const id = `${instanceId}|${messageIdOf(event)}`;
  const from = now();
  write('began', id, from);
  await sleep(positionOf(id) % 3);
  write('done', id, from);
  write('ended', id, from);
});

function write(step: LogLine['step'], id: string, from: number): void {
  log.write({ step, id, from, position: positionOf(id), complete: true, attempt: 1 });
}

const { baseUrl, clientToken, clientSecret, realtimeUrl } = config;
const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
const cursor = {
  load: async (instanceId: string) => (await redis.get(`cursor ${instanceId}`)) ?? undefined,
  save: async (instanceId: string, eventId: string) => void (await redis.set(`cursor ${instanceId}`, eventId)),
};
for (const { id: instanceId, token: instanceToken } of config.instances) {
  const policies = { reconnect: { baseMs: 20, maxMs: 500 }, retry: { attempts: 100, baseMs: 50, maxMs: 500 } };
  const reports = { onState() {}, onGivenUp: () => errors.push('realtime gave up an event') };
  const source = { client, instanceId, instanceToken, receiver, url: realtimeUrl, cursor, ...policies, ...reports };
  void createRealtime(source).start();
}

const app = express().post(PATH, vzapsWebhook(receiver));
const server = app.listen(config.port, '127.0.0.1', () => {
  answerRequests((server.address() as AddressInfo).port, () => errors);
});
