import { EVENT_TYPES } from '@vzaps/core/events';
import type { Hono } from 'hono';
import { redeliver } from '../../delivery/deliver.ts';
import type { FakeState } from '../../state/fake-state.ts';
import { type Env, instanceRoute } from '../call.ts';
import { eventNamesOf } from '../event-names.ts';
import { envelopedReply, errorReply } from '../reply.ts';
import { logRow } from '../rows/log-row.ts';
import { paginate } from '../rows/paginate.ts';

const NAMES: ReadonlySet<string> = new Set([...EVENT_TYPES, 'All']);

/** The webhook and its log. The documentation has `subscribe` in one reply and `events` in the other. */
export function webhookRoutes(app: Hono<Env>, state: FakeState): void {
  const logs = '/instances/:id/webhook/logs';

  app.get(
    '/instances/:id/webhook',
    instanceRoute(state, ({ instance }) => envelopedReply({ webhook: instance.webhook, subscribe: instance.events })),
  );

  app.post(
    '/instances/:id/webhook',
    instanceRoute(state, ({ instance, body }) => {
      // The documentation has the first spelling, the SDKs send the second one.
      const url = body.webhookURL ?? body.webhook_url;
      if (typeof url !== 'string' || !URL.canParse(url)) return errorReply(400, 'webhookURL is required');
      const names = eventNamesOf(body.events);
      const wrong = names?.find((name) => !NAMES.has(name));
      if (wrong !== undefined) return errorReply(400, `Invalid event: ${wrong}`);
      instance.webhook = url;
      instance.events = names ?? instance.events;
      return envelopedReply({ webhook: url, events: instance.events.join(',') });
    }),
  );

  app.post(
    `${logs}/search`,
    instanceRoute(state, ({ instance, body }) => {
      const newestFirst = instance.log.map(({ entry }) => entry).reverse();
      const entries = newestFirst.filter(({ status }) => body.status === undefined || status === body.status);
      return envelopedReply(paginate(entries.map(logRow), body));
    }),
  );

  app.get(
    `${logs}/:logId`,
    instanceRoute(state, ({ instance, param }) => {
      const stored = instance.log.find(({ entry }) => entry.id === param('logId'));
      return stored ? envelopedReply(logRow(stored.entry)) : errorReply(404, 'Log not found');
    }),
  );

  app.post(
    `${logs}/:logId/retry`,
    instanceRoute(state, async ({ instance, param }) => {
      const stored = instance.log.find(({ entry }) => entry.id === param('logId'));
      if (!stored) return errorReply(404, 'Log not found');
      const { id, status } = await redeliver(state, instance, stored);
      return envelopedReply({ id, status });
    }),
  );
}
