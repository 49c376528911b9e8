import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { VECTORS } from './vectors/index.ts';

async function nodeTest(mode: string): Promise<string> {
  const args = ['--import', 'tsx', '--test-reporter=tap', 'test/node-test.fixture.ts', mode];
  const run = promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname, maxBuffer: 1e8 });
  return (await run.catch((error: { stdout: string }) => error)).stdout;
}

// Each plays the whole contract in a process of its own, seconds of work on a quiet machine.
describe('adapterContract under node:test', { timeout: 240_000 }, () => {
  it.each(['its own', 'its own, without a hook', 'globals, as in Jest'])(
    'runs every vector (runner: %s)',
    async (mode) => {
      const said = await nodeTest(mode);
      expect(said).toMatch(new RegExp(`^# pass ${VECTORS.length}$`, 'm'));
      expect(said).toMatch(/^# fail 0$/m);
    },
  );

  it('fails for an adapter that breaks it', async () => {
    expect(await nodeTest('broken')).toMatch(/^# fail [1-9]/m);
  });
});
