import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The order of the projects. Those that are not listed come first. */
const PROJECTS = ['measuring', 'reliability', 'rules'];

/** Files that take ten times as long as others, because they wait for processes or run the whole contract. */
const SLOW =
  /\/(imports|kills|outages|fuzz|day-in-production|mixed-traffic|poison|contract|crash|worker\/worker|demo|runner|quick-starts|nestjs\/src\/main|nestjs\/src\/reach|express\/src\/main)\.test\.ts$/;

/** The only file of the waiting projects that needs the CPU all the time. The other workers wait meanwhile. */
const LONGEST = /\/rules\/examples\.test\.ts$/;

/** Starts the slowest files first, so that no worker runs one of them at the end while the other workers have nothing to do. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.sort((one, other) => rank(one) - rank(other));
  }
}

/** The files of a project stay together, because a worker keeps its modules only from one file of a project to the next. */
function rank({ project, moduleId }: TestSpecification): number {
  if (LONGEST.test(moduleId)) return -0.5;
  return PROJECTS.indexOf(project.name) * 2 + (SLOW.test(moduleId) ? 0 : 1);
}
