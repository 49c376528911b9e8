import type { Receiver } from '@vzaps/core/webhooks';
import { createHarness } from './harness.ts';
import type { ScenarioSetup } from './scenario-setup.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

/** The path on which the driver opens scenarios and requests reports. All other paths belong to the mount. */
export const CONTROL_PATH = '/.contract';

/** A request of the driver. The values of `close` and `report` are scenario ids. */
export type ControlRequest = { open: ScenarioSetup } | { close: string } | { report: string };

/**
 * Creates a `fetch` handler through which the contract can be run from another process, for runtimes without a test
 * runner. Serve it there, and pass its address to `adapterContract(name, remote(…))`. It needs no Node.js API.
 *
 * Use it in tests only: it has no access control.
 *
 * @param mount Puts your adapter around the receiver. It is called once.
 *
 * @example
 * import { contractServer } from '@vzaps/testing/contract';
 *
 * export default { fetch: contractServer((receiver) => receiver.fetch) };
 */
export function contractServer(mount: (receiver: Receiver) => Fetch): Fetch {
  const harness = createHarness();
  const fetch = mount(harness.receiver);
  return async (request) => {
    if (new URL(request.url).pathname !== CONTROL_PATH) return fetch(request);
    const control = (await request.json()) as ControlRequest;
    if ('open' in control) return Response.json(harness.openScenario(control.open));
    if ('report' in control) return Response.json(harness.report(control.report));
    await harness.closeReceiver(control.close);
    return Response.json(null);
  };
}
