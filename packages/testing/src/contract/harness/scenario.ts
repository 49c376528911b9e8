import { createReceiver, type Receiver } from '@vzaps/core/webhooks';
import { BODY_LIMIT, DEFAULT_INSTANCE } from './credentials.ts';
import { HANDLERS } from './handlers.ts';
import { type RecordEvent, recordedEvent } from './record-event.ts';
import type { RecordedEvent, ScenarioReport, ScenarioSetup } from './scenario-setup.ts';
import { INBOXES, STORES } from './stores.ts';
import { VERIFIERS } from './verifiers.ts';

/** One receiver that is set up as a vector needs it, with a record of its events and outcomes. */
export interface Scenario {
  receiver: Receiver;
  report(): ScenarioReport;
}

/** Sets up a receiver as a vector needs it. */
export function createScenario(setup: ScenarioSetup = {}): Scenario {
  const { verify = 'signed URL', handlers = ['records'], store = 'memory', inbox, limits } = setup;
  const report: ScenarioReport = { events: [], outcomes: [] };
  const recordBy =
    (by: RecordedEvent['by']): RecordEvent =>
    (event, instanceId) =>
      report.events.push(recordedEvent(by, event, instanceId));
  const receiver = createReceiver({
    verify: VERIFIERS[verify](),
    idempotency: STORES[store](),
    bodyLimit: BODY_LIMIT,
    instanceId: DEFAULT_INSTANCE,
    ...(inbox && { inbox: INBOXES[inbox](recordBy('inbox')) }),
    ...limits,
    onOutcome: (outcome) => {
      const { kind, instanceId, retiredSecret } = { instanceId: undefined, retiredSecret: undefined, ...outcome };
      report.outcomes.push({ kind, ...(instanceId && { instanceId }), ...(retiredSecret && { retiredSecret }) });
    },
  });
  for (const name of handlers) HANDLERS[name](receiver, recordBy('handler'), report);
  return { receiver, report: () => report };
}
