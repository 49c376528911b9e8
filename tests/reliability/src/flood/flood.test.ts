import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { expect, it } from 'vitest';
import { startProcess } from '../deployment/child-process.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { connect, postRequest } from '../http/connection.ts';
import { printResults } from '../print-results.ts';
import { createSeededRandom } from '../seed.ts';
import { bySize } from '../size.ts';
import { growth, type Measurement } from '../soak/measure.ts';
import { messageBody } from '../traffic/message-body.ts';
import { forgedTarget } from './forged-target.ts';

const WARM_UP = bySize(4_000, 20_000);
const ROUNDS = bySize(3, 5);
const REQUESTS_PER_ROUND = bySize(2_000, 20_000);
const CONNECTIONS = 8;
const BURST = 25;

const random = createSeededRandom('flood');
const { pathname, search } = new URL(
  createUrlSigner({ secret: SECRET }).sign('http://x/webhooks/vzaps', { instanceId: 'VZ1' }),
);
const message = (messageId: string): string =>
  messageBody({ instance: 'VZ1', phone: '5511900901234', messageId, text: 'olá' });

/** Sends forged deliveries, pipelined. Returns how many were answered with 401. */
async function sendForged(port: number, count: number): Promise<number> {
  let left = count / BURST;
  let refused = 0;
  const runners = Array.from({ length: CONNECTIONS }, async () => {
    const connection = await connect(port);
    while (left > 0) {
      left -= 1;
      const burst = Array.from({ length: BURST }, () =>
        connection.send(postRequest(forgedTarget(random), message('forged'))),
      );
      for (const { status } of await Promise.all(burst)) refused += status === 401 ? 1 : 0;
    }
    connection.close();
  });
  await Promise.all(runners);
  return refused;
}

/** Sends valid deliveries one after the other until `stop` aborts. Returns the time of each in milliseconds, sorted. */
async function sendValid(port: number, stop: AbortSignal): Promise<number[]> {
  const connection = await connect(port);
  const milliseconds: number[] = [];
  while (!stop.aborted) {
    const startedAt = performance.now();
    const { body } = await connection.send(postRequest(pathname + search, message(`VALID${milliseconds.length}`)));
    expect(body.toString()).toBe('{"outcome":"handled"}');
    milliseconds.push(performance.now() - startedAt);
    await sleep(2);
  }
  connection.close();
  return milliseconds.sort((one, other) => one - other);
}

it(`A server refuses ${ROUNDS * REQUESTS_PER_ROUND} different forged URLs without more memory, and handles valid deliveries meanwhile`, async () => {
  const server = await startProcess('flood/flood.main', {}, ['--expose-gc']);
  const port = server.ready as number;
  const ask = async () => (await server.ask({})) as Measurement & { handled: number; errors: string[] };
  const stop = new AbortController();
  const valid = sendValid(port, stop.signal);
  await sendForged(port, WARM_UP);
  const measurements = [await ask()];
  const startedAt = performance.now();
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    refused += await sendForged(port, REQUESTS_PER_ROUND);
    measurements.push(await ask());
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  stop.abort();
  const times = await valid;
  const last = await ask();
  await server.kill();

  const heaps = measurements.map(({ heap }) => heap / 2 ** 20);
  printResults('flood', {
    forged: ROUNDS * REQUESTS_PER_ROUND,
    refused,
    seconds,
    'forged/s': Math.round((ROUNDS * REQUESTS_PER_ROUND) / seconds),
    'valid deliveries': times.length,
    'median in ms': times[times.length >> 1] as number,
    'slowest in ms': times.at(-1) as number,
    'MB after the warm-up': heaps[0] as number,
    'MB at most': Math.max(...heaps),
    'growth in %': growth(heaps) * 100,
  });
  expect(refused).toBe(ROUNDS * REQUESTS_PER_ROUND);
  expect(last.handled).toBe(times.length);
  // About one for each 80 forged deliveries, and fewer on a fast machine.
  expect(times.length).toBeGreaterThan(bySize(5, 50));
  expect(growth(heaps)).toBeLessThan(0.1);
  expect(last.errors).toEqual([]);
});
