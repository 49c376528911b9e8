/** A test file for Node's own runner. Its argument says how the contract gets the runner, or that it must fail. */
import { after, describe, it } from 'node:test';
import { adapterContract } from '../adapter-contract.ts';
import { serve } from './serve.ts';

const MODES: Record<string, () => void> = {
  'own functions': () => adapterContract('fetch', ({ fetch }) => serve(fetch), { runner: { describe, it, after } }),
  'own functions without after': () =>
    adapterContract('fetch', ({ fetch }) => serve(fetch), { runner: { describe, it } }),
  'globals, as in Jest': () => {
    Object.assign(globalThis, { describe, it, afterAll: after });
    adapterContract('fetch', ({ fetch }) => serve(fetch));
  },
  broken: () =>
    adapterContract('fetch', () => serve(() => Response.json({ outcome: 'handled' })), {
      runner: { describe, it, after },
    }),
};

MODES[process.argv[2] ?? '']?.();
