import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleOf, bundlePrograms } from 'test-programs';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentRunner } from './runner.ts';
import { VECTORS } from './vectors/index.ts';

const PACKAGE = join(import.meta.dirname, '../..');

/** Runs the test file, and returns its exit code and its output in the format TAP. */
async function runNodeTest(): Promise<{ code: number; stdout: string }> {
  const args = ['--test-reporter=tap', bundleOf(PACKAGE, 'node-test.fixture')];
  const run = promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );
}

// The process runs the whole contract four times, which takes several seconds.
describe('adapterContract in node:test', { timeout: 240_000 }, () => {
  let result = { code: 0, stdout: '' };
  beforeAll(async () => {
    await bundlePrograms(PACKAGE, ['src/contract/test/node-test.fixture.ts']);
    result = await runNodeTest();
  });

  /** Counts the cases of one suite. They are indented by four spaces. */
  function countCases(name: string): { passed: number; failed: number } {
    const suite = `${name} keeps the adapter contract (bare)\n`;
    const output = result.stdout.split(/^# Subtest: /m).find((part) => part.startsWith(suite)) ?? '';
    const count = (start: RegExp): number => output.match(start)?.length ?? 0;
    return { passed: count(/^ {4}ok /gm), failed: count(/^ {4}not ok /gm) };
  }

  it.each(['own functions', 'own functions without after', 'globals, as in Jest'])(
    'runs every vector (runner: %s)',
    (name) => expect(countCases(name)).toEqual({ passed: VECTORS.length, failed: 0 }),
  );

  it('fails for an adapter that breaks the contract', () => {
    const { passed, failed } = countCases('broken');
    expect(failed).toBeGreaterThan(0);
    expect(passed + failed).toBe(VECTORS.length);
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(`\n# fail ${failed}\n`);
  });
});

describe('currentRunner', () => {
  it('finds Vitest without its globals', () => {
    expect(currentRunner()).toMatchObject({ describe: expect.any(Function), it: expect.any(Function) });
  });
});
