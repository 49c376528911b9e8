import type { WireAnswer } from '../../http/response-parser.ts';
import type { Trait } from '../mount.ts';
import type { RequestSpec, Vector } from '../vector.ts';
import { signedQuery } from '../vectors/shared/signed-query.ts';
import { checkAnswer, checkReport, choose, type Exchange, paired } from './check.ts';
import type { DrivenStage } from './harness-client.ts';
import { createSender, type Sender } from './request-sender.ts';

/** Plays one vector on a site of its own. Throws where the mount keeps another promise, or none. */
export async function runVector(vector: Vector, stage: DrivenStage, traits: readonly Trait[]): Promise<void> {
  const difference = vector.but?.find(({ on }) => on.some((trait) => traits.includes(trait)));
  const { answers, seen = [] } = difference ?? vector;
  const expected = [...answers];
  const exchanges: Exchange[] = [];
  const site = await stage.open(vector.setup ?? {});
  const place = { url: new URL(stage.mounted.url), signed: signedQuery(), site };
  const sender = createSender(place);
  try {
    for (const step of vector.steps) {
      const made =
        'close' in step
          ? await stage.closeReceiver(site)
          : 'together' in step
            ? await together(step.together, step.apartMs)
            : await alone(step);
      for (const exchange of made ?? []) checkAnswer(exchange);
      exchanges.push(...(made ?? []));
    }
    // An answer that was lost on its way was told all the same.
    const lost = Array.from({ length: sender.lost }, () => ({ actual: undefined, expected: undefined }));
    checkReport(await stage.report(site), seen, [...exchanges, ...lost]);
  } finally {
    sender.leave();
  }

  async function alone(spec: RequestSpec): Promise<readonly Exchange[]> {
    const [mine = 'none'] = expected.splice(0, 1);
    const answer = await sender.send(spec, mine !== 'none');
    // The answer to HEAD has no body to read the outcome from; the receiver's report has it.
    const unread = spec.method === 'HEAD' && answer && { ...answer, outcome: choose(answer, mine)?.outcome };
    const actual = unread || answer;
    return [{ actual, expected: choose(actual, mine) }];
  }

  async function together(specs: readonly RequestSpec[], apartMs = 0): Promise<readonly Exchange[]> {
    const senders = specs.map(() => createSender(place));
    // All are connected before the first one sends: what is sent first arrives first, however slow the machine is.
    for (const each of senders) await each.open();
    const underWay: Promise<WireAnswer | undefined>[] = [];
    for (const [index, spec] of specs.entries()) {
      if (index > 0 && apartMs > 0) await new Promise((resolve) => setTimeout(resolve, apartMs));
      const own = senders[index] as Sender;
      underWay.push(own.send(spec, true).finally(() => own.leave()));
    }
    return paired(await Promise.all(underWay), expected.splice(0, specs.length));
  }
}
