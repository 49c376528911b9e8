import { CONTROL_PATH, type Control } from '../harness/contract-server.ts';
import { createStage } from '../harness/harness.ts';
import type { SiteReport, SiteSetup } from '../harness/scenario-setup.ts';
import type { AdapterMount, Mounted, RemoteMount } from '../mount.ts';

/** A mount that is up, and its stage: here, or behind HTTP in another process. */
export interface DrivenStage {
  mounted: Mounted;
  /** Opens a site, and resolves with its name. */
  open(setup: SiteSetup): Promise<string>;
  closeReceiver(site: string): Promise<void>;
  report(site: string): Promise<SiteReport>;
}

export async function bringUp(mount: AdapterMount | RemoteMount): Promise<DrivenStage> {
  if (typeof mount === 'object') return remoteStage(await mount.start());
  const stage = createStage();
  return {
    mounted: await mount(stage.receiver),
    open: async (setup) => stage.open(setup),
    closeReceiver: (site) => stage.closeReceiver(site),
    report: async (site) => stage.report(site),
  };
}

function remoteStage(mounted: Mounted): DrivenStage {
  const call = async (control: Control): Promise<unknown> => {
    const response = await fetch(new URL(CONTROL_PATH, mounted.url), { method: 'POST', body: JSON.stringify(control) });
    if (!response.ok) throw new Error(`contractServer() answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    mounted,
    open: async (setup) => (await call({ open: setup })) as string,
    closeReceiver: async (site) => void (await call({ close: site })),
    report: async (site) => (await call({ report: site })) as SiteReport,
  };
}
