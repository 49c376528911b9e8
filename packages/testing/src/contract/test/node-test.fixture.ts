/** A test file for Node's own runner. It gets the runner to the contract in each possible way, and breaks the contract once. */
import { after, describe, it } from 'node:test';
import { type AdapterContractOptions, adapterContract } from '../adapter-contract.ts';
import { serve } from './serve.ts';

const define = (name: string, options?: AdapterContractOptions) =>
  adapterContract(name, ({ fetch }) => serve(fetch), options);

define('own functions', { runner: { describe, it, after } });
define('own functions without after', { runner: { describe, it } });
adapterContract('broken', () => serve(() => Response.json({ outcome: 'handled' })), {
  runner: { describe, it, after },
});
// These globals are set last, because the suites above must not find them.
Object.assign(globalThis, { describe, it, afterAll: after });
define('globals, as in Jest');
