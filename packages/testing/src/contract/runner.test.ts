import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleOf, bundlePrograms } from 'test-programs';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentRunner } from './runner.ts';
import { VECTORS } from './vectors/index.ts';

const PACKAGE = join(import.meta.dirname, '../..');

async function nodeTest(mode: string): Promise<string> {
  const args = ['--test-reporter=tap', bundleOf(PACKAGE, 'node-test.fixture'), mode];
  const run = promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return (await run.catch((error: { stdout: string }) => error)).stdout;
}

// Each test runs the whole contract in a process of its own, which takes several seconds.
describe('adapterContract in node:test', { timeout: 240_000 }, () => {
  beforeAll(() => bundlePrograms(PACKAGE, ['src/contract/test/node-test.fixture.ts']));

  it.each(['own functions', 'own functions without after', 'globals, as in Jest'])(
    'runs every vector (runner: %s)',
    async (mode) => {
      const output = await nodeTest(mode);
      expect(output).toMatch(new RegExp(`^# pass ${VECTORS.length}$`, 'm'));
      expect(output).toMatch(/^# fail 0$/m);
    },
  );

  it('fails for an adapter that breaks the contract', async () => {
    expect(await nodeTest('broken')).toMatch(/^# fail [1-9]/m);
  });
});

describe('currentRunner', () => {
  it('finds Vitest without its globals', () => {
    expect(currentRunner()).toMatchObject({ describe: expect.any(Function), it: expect.any(Function) });
  });
});
