/**
 * What a delivery costs when a process has many instances, and when handlers of many other types are registered.
 * `npx -y pnpm@10.34.9 --filter bench growth`
 */
import { fileURLToPath } from 'node:url';
import { EVENT_TYPES } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, memoryStore } from '@vzaps/core/webhooks';
import { runBench } from './harness/run.ts';
import type { Candidate, Comparison } from './harness/types.ts';
import { createSource, SECRET } from './receive/deliveries.ts';
import { payloads } from './receive/payloads.ts';

const ORIGIN = 'https://x.example';
const [payload] = payloads as [(typeof payloads)[number]];
const OTHER_TYPES = EVENT_TYPES.filter((type) => type !== 'Message');

/** A receiver with every step, as in T5. */
function receiving(
  name: string,
  { instances, otherHandlers }: { instances: number; otherHandlers: number },
): Candidate {
  const signer = createUrlSigner({ secret: SECRET });
  const targets = Array.from({ length: instances }, (_, index) => {
    const instanceId = `VZ9K2M4N8P1Q3R5S${String(index).padStart(4, '0')}`;
    return signer.sign(`${ORIGIN}/hook`, { instanceId }).slice(ORIGIN.length);
  });
  const source = createSource(payload, targets);
  const receiver = createReceiver({ verify: signer.verify, idempotency: memoryStore({ maxEntries: 10_000 }) });
  for (let index = 0; index < otherHandlers; index += 1) {
    receiver.on(OTHER_TYPES[index % OTHER_TYPES.length] as 'Connected', () => {});
  }
  receiver.on('Message', () => {});
  return {
    name,
    does: `signed URLs of ${instances} instance(s), ${otherHandlers} handlers of other types, memoryStore()`,
    prepare: source.prepare,
    maxCalls: source.maxCalls,
    call: () => receiver.receive(source.next()),
    check(result) {
      const { kind } = result as { kind: string };
      if (kind !== 'handled') throw new Error(`The outcome was ${kind}`);
    },
  };
}

const SMALL = '1 instance, 1 handler';

const comparisons: Comparison[] = [
  {
    title: `growth, ${payload.name}`,
    baselines: [SMALL],
    candidates: [
      () => receiving(SMALL, { instances: 1, otherHandlers: 0 }),
      () => receiving('1,000 instances', { instances: 1_000, otherHandlers: 0 }),
      () => receiving('100 other handlers', { instances: 1, otherHandlers: 100 }),
    ],
  },
];

await runBench('growth', fileURLToPath(import.meta.url), comparisons);
