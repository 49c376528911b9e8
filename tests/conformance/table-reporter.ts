import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node';

interface Row {
  mount: string;
  passed: number;
  failed: number;
  isSkipped: boolean;
}

const CONTRACT = / keeps the adapter contract (\(.+\))$/;

/** Prints a table of the mounts that were tested by the adapter contract, and the runtimes that were skipped. */
export default class TableReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const suites = modules.flatMap((module) => [...module.children.allSuites()]);
    const rows = suites.filter(({ name }) => CONTRACT.test(name)).map(createRow);
    const ran = rows.filter(({ passed, failed }) => passed + failed > 0).sort((a, b) => (a.mount < b.mount ? -1 : 1));
    const skipped = rows.filter((row) => row.isSkipped).map(({ mount }) => mount.replace(/ \(.+\)$/, ''));
    if (ran.length > 0) this.vitest?.logger.log(formatTable(ran));
    if (skipped.length > 0) {
      this.vitest?.logger.log(
        `Skipped because the runtime is missing: ${skipped.join(', ')}. To install: npx -y pnpm@10.34.9 runtimes\n`,
      );
    }
  }
}

function createRow(suite: TestSuite): Row {
  const states = [...suite.children.allTests()].map((test) => test.result().state);
  return {
    mount: suite.name.replace(CONTRACT, ' $1'),
    passed: states.filter((state) => state === 'passed').length,
    failed: states.filter((state) => state === 'failed').length,
    isSkipped: suite.options.mode === 'skip',
  };
}

function formatTable(rows: readonly Row[]): string {
  const total = {
    mount: `${rows.length} in all`,
    passed: rows.reduce((sum, { passed }) => sum + passed, 0),
    failed: rows.reduce((sum, { failed }) => sum + failed, 0),
  };
  const width = Math.max(...rows.map(({ mount }) => mount.length), 20);
  const line = (mount: string, ...counts: (string | number)[]): string =>
    ` ${mount.padEnd(width)}${counts.map((count) => String(count).padStart(8)).join('')}`;
  return [
    '',
    line('Adapter contract', 'passed', 'failed'),
    ...[...rows, total].map(({ mount, passed, failed }) => line(mount, passed, failed)),
    '',
  ].join('\n');
}
