import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { expect, it } from 'vitest';
import { connect, post } from '../http/connection.ts';
import { printFigures } from '../print-figures.ts';
import { seeded } from '../seed.ts';
import { start } from '../site/process.ts';
import { SECRET } from '../site/site-config.ts';
import { growth, type Measure } from '../soak/measure.ts';
import { messageBody } from '../traffic/message-body.ts';
import { forgedTarget } from './forged-target.ts';

const WARM_UP = 20_000;
const ROUND = 20_000;
const ROUNDS = 5;
const CONNECTIONS = 8;
const BURST = 25;

const random = seeded('flood');
const { pathname, search } = new URL(
  createUrlSigner({ secret: SECRET }).sign('http://x/webhooks/vzaps', { instanceId: 'VZ1' }),
);
const message = (messageId: string): string =>
  messageBody({ instance: 'VZ1', person: '5511900901234', messageId, text: 'olá' });

/** So many forged deliveries, pipelined; answers how many were refused with 401. */
async function flood(port: number, count: number): Promise<number> {
  let left = count / BURST;
  let refused = 0;
  const runners = Array.from({ length: CONNECTIONS }, async () => {
    const connection = await connect(port);
    while (left > 0) {
      left -= 1;
      const burst = Array.from({ length: BURST }, () => connection.send(post(forgedTarget(random), message('forged'))));
      for (const { status } of await Promise.all(burst)) refused += status === 401 ? 1 : 0;
    }
    connection.close();
  });
  await Promise.all(runners);
  return refused;
}

/** One delivery after the other, until it is told to stop; answers how long each took. */
async function deliverMeanwhile(port: number, stop: AbortSignal): Promise<number[]> {
  const connection = await connect(port);
  const milliseconds: number[] = [];
  while (!stop.aborted) {
    const started = performance.now();
    const { body } = await connection.send(post(pathname + search, message(`TRUE${milliseconds.length}`)));
    expect(body).toBe('{"outcome":"handled"}');
    milliseconds.push(performance.now() - started);
    await sleep(2);
  }
  connection.close();
  return milliseconds.sort((one, other) => one - other);
}

it('refuses 100 000 forged URLs, each another, with flat memory, while true deliveries go through', async () => {
  const server = await start('flood/flood.main', {}, ['--expose-gc']);
  const port = server.ready as number;
  const ask = async () => (await server.ask({})) as Measure & { handled: number; trouble: string[] };
  const stop = new AbortController();
  const meanwhile = deliverMeanwhile(port, stop.signal);
  await flood(port, WARM_UP);
  const measures = [await ask()];
  const started = performance.now();
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    refused += await flood(port, ROUND);
    measures.push(await ask());
  }
  const seconds = (performance.now() - started) / 1_000;
  stop.abort();
  const times = await meanwhile;
  const last = await ask();
  await server.kill();

  const heaps = measures.map(({ heap }) => heap / 2 ** 20);
  printFigures('flood', {
    forged: ROUNDS * ROUND,
    refused,
    seconds,
    'forged/s': Math.round((ROUNDS * ROUND) / seconds),
    'true deliveries': times.length,
    'ms at the median': times[times.length >> 1] as number,
    'ms at most': times.at(-1) as number,
    'MB after warm-up': heaps[0] as number,
    'MB at most': Math.max(...heaps),
    'growth %': growth(heaps) * 100,
  });
  expect(refused).toBe(ROUNDS * ROUND);
  expect(last.handled).toBe(times.length);
  expect(times.length).toBeGreaterThan(100);
  expect(growth(heaps)).toBeLessThan(0.1);
  expect(last.trouble).toEqual([]);
});
