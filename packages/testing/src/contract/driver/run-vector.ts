import type { Trait } from '../mount.ts';
import type { RequestSpec, Vector } from '../vector.ts';
import { signedQuery } from '../vectors/shared/signed-query.ts';
import { checkReport, checkResponse, chooseExpected, type Exchange, pairResponses } from './check.ts';
import type { HarnessClient } from './harness-client.ts';
import type { ReceivedResponse } from './received-response.ts';
import { createRequestSender, type RequestSender } from './request-sender.ts';

/**
 * Runs one vector in a scenario of its own.
 *
 * @throws AssertionError if the mount does not behave as the vector says.
 */
export async function runVector(vector: Vector, harness: HarnessClient, traits: readonly Trait[]): Promise<void> {
  const difference = vector.differences?.find(({ on }) => on.some((trait) => traits.includes(trait)));
  const { responses, events = [] } = difference ?? vector;
  const expected = [...responses];
  const exchanges: Exchange[] = [];
  const scenarioId = await harness.openScenario(vector.setup ?? {});
  const target = { url: new URL(harness.mounted.url), signedQuery: signedQuery(), scenarioId };
  const sender = createRequestSender(target);
  try {
    for (const step of vector.steps) {
      const done =
        'close' in step
          ? await harness.closeReceiver(scenarioId)
          : 'concurrently' in step
            ? await sendConcurrently(step.concurrently, step.intervalMs)
            : await sendOne(step);
      for (const exchange of done ?? []) checkResponse(exchange);
      exchanges.push(...(done ?? []));
    }
    // The receiver reported an outcome also for a response that was lost on its way.
    const lost = Array.from({ length: sender.lost }, () => ({ actual: undefined, expected: undefined }));
    checkReport(await harness.report(scenarioId), events, [...exchanges, ...lost]);
  } finally {
    sender.disconnect();
  }

  async function sendOne(spec: RequestSpec): Promise<readonly Exchange[]> {
    const [own = 'none'] = expected.splice(0, 1);
    const response = await sender.send(spec, own !== 'none');
    // The response to HEAD has no body with an outcome. The receiver's report contains it.
    const headOnly = spec.method === 'HEAD' && response;
    const actual = headOnly ? { ...response, outcome: chooseExpected(response, own)?.outcome } : response;
    return [{ actual, expected: chooseExpected(actual, own) }];
  }

  async function sendConcurrently(specs: readonly RequestSpec[], intervalMs = 0): Promise<readonly Exchange[]> {
    const senders = specs.map(() => createRequestSender(target));
    // All connect before the first request is sent. Otherwise, on a slow machine, a later request could arrive first.
    for (const each of senders) await each.open();
    const inFlight: Promise<ReceivedResponse | undefined>[] = [];
    for (const [index, spec] of specs.entries()) {
      if (index > 0 && intervalMs > 0) await new Promise((resolve) => setTimeout(resolve, intervalMs));
      const own = senders[index] as RequestSender;
      inFlight.push(own.send(spec, true).finally(() => own.disconnect()));
    }
    return pairResponses(await Promise.all(inFlight), expected.splice(0, specs.length));
  }
}
