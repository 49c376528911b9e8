import { EVENT_TYPES } from '@vzaps/core/events';
import type { Hono } from 'hono';
import { redeliver } from '../../delivery/deliver.ts';
import type { World } from '../../state/fake-state.ts';
import { type Env, scoped } from '../call.ts';
import { enveloped, refuse } from '../reply.ts';
import { logRow } from '../rows/log-row.ts';
import { pageOf } from '../rows/page-of.ts';

const NAMES: ReadonlySet<string> = new Set([...EVENT_TYPES, 'All']);

/** The webhook and its log. What is asymmetric here is so in the documentation. */
export function webhookRoutes(app: Hono<Env>, world: World): void {
  const logs = '/instances/:id/webhook/logs';

  app.get(
    '/instances/:id/webhook',
    scoped(world, ({ instance }) => enveloped({ webhook: instance.webhook, subscribe: instance.events })),
  );

  app.post(
    '/instances/:id/webhook',
    scoped(world, ({ instance, body }) => {
      // The documentation writes the first; its SDKs send the second.
      const url = body.webhookURL ?? body.webhook_url;
      if (typeof url !== 'string' || !URL.canParse(url)) return refuse(400, 'webhookURL is required');
      const names = namesOf(body.events);
      const wrong = names?.find((name) => !NAMES.has(name));
      if (wrong !== undefined) return refuse(400, `Invalid event: ${wrong}`);
      instance.webhook = url;
      instance.events = names ?? instance.events;
      return enveloped({ webhook: url, events: instance.events.join(',') });
    }),
  );

  app.post(
    `${logs}/search`,
    scoped(world, ({ instance, body }) => {
      const newestFirst = instance.log.map(({ entry }) => entry).reverse();
      const found = newestFirst.filter(({ status }) => body.status === undefined || status === body.status);
      return enveloped(pageOf(found.map(logRow), body));
    }),
  );

  app.get(
    `${logs}/:logId`,
    scoped(world, ({ instance, param }) => {
      const stored = instance.log.find(({ entry }) => entry.id === param('logId'));
      return stored ? enveloped(logRow(stored.entry)) : refuse(404, 'Log not found');
    }),
  );

  app.post(
    `${logs}/:logId/retry`,
    scoped(world, async ({ instance, param }) => {
      const stored = instance.log.find(({ entry }) => entry.id === param('logId'));
      if (!stored) return refuse(404, 'Log not found');
      const { id, status } = await redeliver(world, instance, stored);
      return enveloped({ id, status });
    }),
  );
}

/** A list, or names with commas (doc shows the latter, the SDKs send the former). */
function namesOf(events: unknown): string[] | undefined {
  if (events === undefined || events === null) return undefined;
  return Array.isArray(events) ? events.map(String) : String(events).split(',');
}
