import { createReceiver } from '@vzaps/core/webhooks';
import { it } from 'vitest';
import { printResults } from '../print-results.ts';
import { bySize } from '../size.ts';
import { checkRandom } from './check-random.ts';
import { fetchRequest } from './fetch-request.ts';
import { FUZZ_OPTIONS, handleFuzz } from './fuzz-receiver.ts';
import { countResponse, noResponses } from './responses.ts';

const REQUESTS = bySize(1_000, 20_000);
const BURSTS_AT_ONCE = 40;
const MAX_BURST = 9;

it(`receiver.fetch answers ${REQUESTS} random requests with an allowed status, and never rejects`, async () => {
  const receiver = createReceiver(FUZZ_OPTIONS).on('Message', handleFuzz);
  const responses = noResponses();
  const startedAt = performance.now();
  const runs = Math.ceil((2 * REQUESTS) / (MAX_BURST + 1) / BURSTS_AT_ONCE);
  const runners = Array.from({ length: BURSTS_AT_ONCE }, (_, index) =>
    checkRandom(`receiver.fetch ${index}`, runs, async (random) => {
      const burst = Array.from({ length: 1 + random.below(MAX_BURST) }, () => fetchRequest(random));
      const fetched = burst.map(async ({ request, handlerThrows }) => {
        const { status } = await receiver.fetch(request);
        countResponse(responses, status, Buffer.from(`${request.method} ${request.url}`), handlerThrows);
      });
      await Promise.all(fetched);
    }),
  );
  await Promise.all(runners);
  await receiver.close();
  printResults('fuzz of receiver.fetch', {
    seconds: (performance.now() - startedAt) / 1_000,
    ...Object.fromEntries(Object.entries(responses.statuses).map(([status, count]) => [`answered ${status}`, count])),
  });
});
