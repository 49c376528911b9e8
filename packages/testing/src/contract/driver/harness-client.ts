import { CONTROL_PATH, type ControlRequest } from '../harness/contract-server.ts';
import { createHarness } from '../harness/harness.ts';
import type { ScenarioReport, ScenarioSetup } from '../harness/scenario-setup.ts';
import type { AdapterMount, Mounted, RemoteMount } from '../mount.ts';

/** A running mount and access to its harness, which is in this process or behind HTTP in another one. */
export interface HarnessClient {
  mounted: Mounted;
  /** Opens a scenario and resolves with its id. */
  openScenario(setup: ScenarioSetup): Promise<string>;
  closeReceiver(scenarioId: string): Promise<void>;
  /** Ends the scenario and resolves with what it recorded. */
  report(scenarioId: string): Promise<ScenarioReport>;
}

export async function startHarness(mount: AdapterMount | RemoteMount): Promise<HarnessClient> {
  if (typeof mount === 'object') return remoteHarness(await mount.start());
  const harness = createHarness();
  return {
    mounted: await mount(harness.receiver),
    openScenario: async (setup) => harness.openScenario(setup),
    closeReceiver: (scenarioId) => harness.closeReceiver(scenarioId),
    report: async (scenarioId) => harness.report(scenarioId),
  };
}

function remoteHarness(mounted: Mounted): HarnessClient {
  const call = async (control: ControlRequest): Promise<unknown> => {
    const response = await fetch(new URL(CONTROL_PATH, mounted.url), { method: 'POST', body: JSON.stringify(control) });
    if (!response.ok) throw new Error(`contractServer() answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    mounted,
    openScenario: async (setup) => (await call({ open: setup })) as string,
    closeReceiver: async (scenarioId) => void (await call({ close: scenarioId })),
    report: async (scenarioId) => (await call({ report: scenarioId })) as ScenarioReport,
  };
}
