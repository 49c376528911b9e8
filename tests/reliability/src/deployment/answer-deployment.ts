import { answerRequests } from './answer-requests.ts';
import { setClock } from './clock.ts';

/** Answers the requests of a deployment: sets the clock, and returns the errors of this process so far. */
export function answerDeployment(ready: unknown, errors: readonly string[]): void {
  answerRequests(ready, ({ clock }: { clock?: number }) => {
    if (clock !== undefined) setClock(clock);
    return errors;
  });
}
