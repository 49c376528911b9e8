import type { Receiver } from '@vzaps/core/webhooks';
import { createStage } from './harness.ts';
import type { SiteSetup } from './scenario-setup.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Where the driver opens sites and asks for reports; everything else is the mount's. */
export const CONTROL_PATH = '/.contract';

/** What the driver wants. */
export type Control = { open: SiteSetup } | { close: string } | { report: string };

/**
 * A `fetch` handler that lets the contract be driven from elsewhere, for runtimes in which no test runner runs:
 * serve it there, and hand its address to `adapterContract(name, remote(…))`. `mount` puts your adapter around the
 * receiver; it is called once. For tests alone: whoever reaches it opens sites as they like.
 */
export function contractServer(mount: (receiver: Receiver) => Fetch): Fetch {
  const stage = createStage();
  const fetch = mount(stage.receiver);
  return async (request) => {
    if (new URL(request.url).pathname !== CONTROL_PATH) return fetch(request);
    const control = (await request.json()) as Control;
    if ('open' in control) return Response.json(stage.open(control.open));
    if ('report' in control) return Response.json(stage.report(control.report));
    await stage.closeReceiver(control.close);
    return Response.json(null);
  };
}
