import { headerOf, type Receiver } from '@vzaps/core/webhooks';
import { createScenario, type Scenario } from './scenario.ts';
import type { ScenarioReport, ScenarioSetup } from './scenario-setup.ts';

/** Runs many scenarios behind one server. */
export interface Harness {
  /** Passes each request on to the receiver of the scenario that the request names. */
  receiver: Receiver;
  /** Returns the id of a new scenario, for `SCENARIO_HEADER`. */
  openScenario(setup: ScenarioSetup): string;
  closeReceiver(scenarioId: string): Promise<void>;
  /** Returns what the scenario recorded, and ends the scenario. */
  report(scenarioId: string): ScenarioReport;
}

/** Names the scenario of a request. A late request of an earlier scenario must not be recorded for the current scenario. */
export const SCENARIO_HEADER = 'x-contract-scenario';

export function createHarness(): Harness {
  let opened = 0;
  const scenarios = new Map<string, Scenario>();
  const scenarioOf = (id = String(opened)): Scenario => scenarios.get(id) ?? createScenario();
  const receiverOf = ({ headers }: { headers: Parameters<typeof headerOf>[0] }): Receiver =>
    scenarioOf(headerOf(headers, SCENARIO_HEADER)).receiver;

  const receiver: Receiver = {
    // Handlers that a mount registers itself are not part of the contract.
    on: () => receiver,
    onAny: () => receiver,
    receive: (delivery) => receiverOf(delivery).receive(delivery),
    verify: (delivery) => receiverOf(delivery).verify(delivery),
    dispatch: (event, from) => scenarioOf().receiver.dispatch(event, from),
    health: () => scenarioOf().receiver.health(),
    fetch: (request) => receiverOf(request).fetch(request),
    onClose: (listener) => scenarioOf().receiver.onClose(listener),
    close: async () => {
      for (const scenario of scenarios.values()) await scenario.receiver.close();
    },
  };

  return {
    receiver,
    openScenario(setup) {
      opened += 1;
      scenarios.set(String(opened), createScenario(setup));
      return String(opened);
    },
    closeReceiver: (id) => scenarioOf(id).receiver.close(),
    report(id) {
      const { report } = scenarioOf(id);
      scenarios.delete(id);
      return report();
    },
  };
}
