/** Node's own runner runs this file. Its argument says where the contract finds the runner, or that it is to fail. */
import { after, describe, it } from 'node:test';
import { adapterContract } from '../adapter-contract.ts';
import { serve } from './serve.ts';

const MODES: Record<string, () => void> = {
  'its own': () => adapterContract('fetch', ({ fetch }) => serve(fetch), { runner: { describe, it, after } }),
  'its own, without a hook': () => adapterContract('fetch', ({ fetch }) => serve(fetch), { runner: { describe, it } }),
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
