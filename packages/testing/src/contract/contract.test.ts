import { AssertionError } from 'node:assert';
import { afterEach, describe, expect, it } from 'vitest';
import { bringUp, type DrivenStage } from './driver/harness-client.ts';
import { runVector } from './driver/run-vector.ts';
import type { AdapterMount } from './mount.ts';
import { BROKEN } from './test/broken-adapters.ts';
import { serve } from './test/serve.ts';
import { VECTORS } from './vectors/index.ts';

let stage: DrivenStage | undefined;
afterEach(() => stage?.mounted.close());

async function play(mount: AdapterMount, name: string): Promise<void> {
  stage = await bringUp(mount);
  const vector = VECTORS.find((each) => each.name === name);
  if (!vector) throw new Error(`There is no vector '${name}'.`);
  await runVector(vector, stage, ['bare']);
}

describe('the contract is broken by an adapter that', () => {
  it.each(BROKEN)('$does', async ({ mount, promise }) => {
    await expect(play((receiver) => serve(mount(receiver)), promise)).rejects.toThrow(AssertionError);
    await stage?.mounted.close();
    await play((receiver) => serve(receiver.fetch), promise);
  });
});
