import { createUrlSigner } from '@vzaps/core/webhooks';
import { expect, it } from 'vitest';
import { connect, post } from '../http/connection.ts';
import { printFigures } from '../print-figures.ts';
import { seeded } from '../seed.ts';
import { start } from '../site/process.ts';
import { SECRET } from '../site/site-config.ts';
import { messageBody } from '../traffic/message-body.ts';
import type { Adapter } from './adapters/adapter.ts';
import { noFindings } from './findings.ts';
import { fireBroken } from './fire-broken.ts';
import { fireSound } from './fire-sound.ts';
import { PATHS } from './targets.ts';

const SOUND = 18_000;
const BROKEN = 2_000;

// Nest's body parsers stand before us: there it is Node's own time limit that ends a body that never comes.
const adapters: [Adapter, { holds: boolean }][] = [
  ['Express 4', { holds: true }],
  ['Express 5', { holds: true }],
  ['Hono on node-server', { holds: true }],
  ['Nest 12 on Express', { holds: false }],
  ['Nest 12 on Fastify', { holds: false }],
];

it.each(adapters)(
  '%s answers 20 000 random requests, without a 500 of its own, and lives',
  async (adapter, { holds }) => {
    const random = seeded(`fuzz ${adapter}`);
    const server = await start('fuzz/fuzz.main', { adapter });
    const port = server.ready as number;
    const findings = noFindings();
    const started = performance.now();
    await Promise.all([
      fireSound(port, random.fork('sound'), SOUND, findings),
      fireBroken(port, random.fork('broken'), BROKEN, findings, holds),
    ]);
    const seconds = (performance.now() - started) / 1_000;
    printFigures(`fuzz of ${adapter}`, {
      requests: SOUND + BROKEN,
      seconds,
      ...Object.fromEntries(Object.entries(findings.statuses).map(([status, count]) => [`answered ${status}`, count])),
      closed: findings.closed,
      left: findings.left,
      problems: findings.problems.length,
    });
    expect(findings.problems.slice(0, 5)).toEqual([]);

    const after = await connect(port);
    const { search } = new URL(createUrlSigner({ secret: SECRET }).sign('http://x/', { instanceId: 'VZ1' }));
    const body = messageBody({ instance: 'VZ1', person: '5511900009999', messageId: 'AFTER', text: 'olá' });
    const answer = await after.send(post(PATHS[0] + search, body));
    after.close();
    expect([answer.status, answer.body]).toEqual([200, '{"outcome":"handled"}']);
    expect(await server.ask({})).toEqual([]);
    await server.kill();
  },
);
