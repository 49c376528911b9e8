import { checkOptions, customOption, objectOption } from '@vzaps/core/webhooks';
import { type HarnessClient, startHarness } from './driver/harness-client.ts';
import { runVector } from './driver/run-vector.ts';
import {
  type AdapterMount,
  type HttpServer,
  type MountKind,
  type MountOptions,
  type RemoteMount,
  traitsOf,
} from './mount.ts';
import { currentRunner, type TestRunner } from './runner.ts';
import { VECTORS } from './vectors/index.ts';

/** The options of `adapterContract()`. */
export interface AdapterContractOptions extends MountOptions {
  /** Default: the runner of the current process. */
  runner?: TestRunner;
}

const KINDS: Record<MountKind, true> = {
  bare: true,
  limited: true,
  'kept bytes': true,
  'hono json': true,
  bytes: true,
  text: true,
  json: true,
  'json with bytes': true,
  'fastify json': true,
  'fastify json with bytes': true,
};
const SERVERS: Record<HttpServer, true> = { node: true, bun: true, deno: true, workerd: true };

const oneOf = (names: readonly string[]) =>
  customOption(`one of: ${names.join(', ')}`, (value) => names.includes(value as string));
const RULES = {
  kind: oneOf(Object.keys(KINDS)),
  methods: oneOf(['all', 'post']),
  server: oneOf(Object.keys(SERVERS)),
  runner: objectOption('an object with `describe` and `it`', 'describe', 'it'),
};

/**
 * Defines one test for each case that every adapter must pass. Call it in a test file of Vitest, Jest or `node:test`.
 *
 * @param name The adapter's name, for the tests' names.
 * @param mount Starts a server with your adapter. It is called once for all tests. Use `remote()` for another runtime.
 * @throws VZapsError `INVALID_OPTION` for a wrong option, or if no test runner is found.
 *
 * @example
 * import { createServer } from 'node:http';
 * import type { AddressInfo } from 'node:net';
 * import { responseOf } from '@vzaps/core/webhooks';
 * import { adapterContract } from '@vzaps/testing';
 *
 * adapterContract('node:http', async (receiver) => {
 *   const server = createServer(async (req, res) => {
 *     const { method = '', url = '', headers } = req;
 *     const outcome = await receiver.receive({ method, target: url, headers, body: req });
 *     const response = responseOf(outcome);
 *     res.writeHead(response.status, response.headers).end(response.body);
 *   });
 *   await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
 *   const { port } = server.address() as AddressInfo;
 *   return { url: `http://127.0.0.1:${port}/webhooks/vzaps`, close: async () => void server.close() };
 * });
 */
export function adapterContract(
  name: string,
  mount: AdapterMount | RemoteMount,
  options: AdapterContractOptions = {},
): void {
  checkOptions('adapterContract', options, RULES);
  const { kind = 'bare', methods = 'all', runner = currentRunner() } = options;
  const traits = traitsOf(options);
  const after = runner.afterAll ?? runner.after;
  runner.describe(`${name} keeps the adapter contract (${methods === 'post' ? `${kind}, post only` : kind})`, () => {
    let shared: Promise<HarnessClient> | undefined;
    after?.(async () => (await shared)?.mounted.close());
    for (const vector of VECTORS) {
      runner.it(vector.name, async () => {
        if (after) {
          shared ??= startHarness(mount);
          return runVector(vector, await shared, traits);
        }
        const own = await startHarness(mount);
        await runVector(vector, own, traits).finally(() => own.mounted.close());
      });
    }
  });
}
