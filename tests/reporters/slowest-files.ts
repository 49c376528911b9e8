import { relative } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

const SHOWN = 10;
/** A run of fewer files, such as one file in watch mode, prints no list. */
const MIN_FILES = 20;

/** Prints the ten slowest test files at the end of a run. */
export default class SlowestFilesReporter implements Reporter {
  private vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < MIN_FILES) return;
    const files = modules.map((module) => ({ seconds: secondsOf(module), name: nameOf(module) }));
    const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
    const lines = slowest.map(({ seconds, name }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
    this.vitest?.logger.log(['', ` Slowest ${slowest.length} of ${files.length} test files`, ...lines, ''].join('\n'));
  }
}

/** The time of a file: its environment, its imports, its hooks and its tests. */
function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1_000;
}

function nameOf(module: TestModule): string {
  return `${module.project.name}: ${relative(process.cwd(), module.moduleId)}`;
}
