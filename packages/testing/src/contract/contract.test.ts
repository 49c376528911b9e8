import { AssertionError } from 'node:assert';
import { afterEach, describe, expect, it } from 'vitest';
import { type HarnessClient, startHarness } from './driver/harness-client.ts';
import { runVector } from './driver/run-vector.ts';
import type { AdapterMount } from './mount.ts';
import { BROKEN_ADAPTERS } from './test/broken-adapters.ts';
import { serve } from './test/serve.ts';
import { VECTORS } from './vectors/index.ts';

let harness: HarnessClient | undefined;
afterEach(() => harness?.mounted.close());

async function run(mount: AdapterMount, name: string): Promise<void> {
  harness = await startHarness(mount);
  const vector = VECTORS.find((each) => each.name === name);
  if (!vector) throw new Error(`There is no vector '${name}'.`);
  await runVector(vector, harness, ['bare']);
}

describe('the contract', () => {
  it.each(BROKEN_ADAPTERS.map((adapter) => [adapter.mistake, adapter] as const))(
    'fails for an adapter that %s',
    async (_, { mount, vector }) => {
      await expect(run((receiver) => serve(mount(receiver)), vector)).rejects.toThrow(AssertionError);
      await harness?.mounted.close();
      await run((receiver) => serve(receiver.fetch), vector);
    },
  );
});
