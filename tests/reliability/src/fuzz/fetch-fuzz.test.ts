import { createReceiver } from '@vzaps/core/webhooks';
import { expect, it } from 'vitest';
import { printFigures } from '../print-figures.ts';
import { seeded } from '../seed.ts';
import { fetchRequest } from './fetch-request.ts';
import { noFindings, note } from './findings.ts';
import { FUZZ_OPTIONS, handleFuzz } from './fuzz-receiver.ts';

const REQUESTS = 20_000;
const PARALLEL = 200;

it('receiver.fetch answers 20 000 random requests, and never rejects', async () => {
  const random = seeded('fuzz receiver.fetch');
  const receiver = createReceiver(FUZZ_OPTIONS).on('Message', handleFuzz);
  const findings = noFindings();
  const started = performance.now();
  let left = REQUESTS;
  const runners = Array.from({ length: PARALLEL }, async () => {
    while (left > 0) {
      left -= 1;
      const { request, fails } = fetchRequest(random);
      const what = Buffer.from(`${request.method} ${request.url}`);
      const response = await receiver.fetch(request);
      note(findings, response.status, what, fails);
    }
  });
  await Promise.all(runners);
  await receiver.close();
  printFigures('fuzz of receiver.fetch', {
    requests: REQUESTS,
    seconds: (performance.now() - started) / 1_000,
    ...Object.fromEntries(Object.entries(findings.statuses).map(([status, count]) => [`answered ${status}`, count])),
    problems: findings.problems.length,
  });
  expect(findings.problems.slice(0, 5)).toEqual([]);
});
