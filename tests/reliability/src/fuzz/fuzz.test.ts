import { createUrlSigner } from '@vzaps/core/webhooks';
import { expect, it } from 'vitest';
import { startProcess } from '../deployment/child-process.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { connect, postRequest } from '../http/connection.ts';
import { printResults } from '../print-results.ts';
import { bySize } from '../size.ts';
import { messageBody } from '../traffic/message-body.ts';
import type { Adapter } from './adapters/adapter.ts';
import { noResponses } from './responses.ts';
import { sendBrokenRequests } from './send-broken.ts';
import { sendValidRequests } from './send-valid.ts';
import { PATHS } from './targets.ts';

const VALID = bySize(300, 18_000);
const BROKEN = bySize(100, 2_000);

// Nest's body parsers read the body before the webhook does. If a body never arrives, only Node's own timeout ends the request.
const ADAPTERS: [Adapter, { withHolds: boolean }][] = [
  ['Express 4', { withHolds: true }],
  ['Express 5', { withHolds: true }],
  ['Hono on node-server', { withHolds: true }],
  ['Nest 12 on Express', { withHolds: false }],
  ['Nest 12 on Fastify', { withHolds: false }],
];

it.each(ADAPTERS)(
  `%s answers ${VALID + BROKEN} random requests with an allowed status, and works afterwards`,
  async (adapter, { withHolds }) => {
    const server = await startProcess('fuzz/fuzz.main', { adapter });
    const port = server.ready as number;
    const responses = noResponses();
    const startedAt = performance.now();
    await Promise.all([
      sendValidRequests(port, adapter, VALID, responses),
      sendBrokenRequests(port, adapter, { count: BROKEN, responses, withHolds }),
    ]);
    printResults(`fuzz of ${adapter}`, {
      seconds: (performance.now() - startedAt) / 1_000,
      ...Object.fromEntries(Object.entries(responses.statuses).map(([status, count]) => [`answered ${status}`, count])),
      closed: responses.closed,
      abandoned: responses.abandoned,
    });

    const connection = await connect(port);
    const { search } = new URL(createUrlSigner({ secret: SECRET }).sign('http://x/', { instanceId: 'VZ1' }));
    const body = messageBody({ instance: 'VZ1', phone: '5511900009999', messageId: 'AFTER', text: 'olá' });
    const response = await connection.send(postRequest(PATHS[0] + search, body));
    connection.close();
    expect([response.status, response.body.toString()]).toEqual([200, '{"outcome":"handled"}']);
    expect(await server.ask({})).toEqual([]);
    await server.kill();
  },
);
