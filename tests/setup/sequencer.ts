import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Their files take longest. Files of other projects follow. */
const PROJECTS = ['rules', 'reliability', 'nest12'];

/** Files that take ten times as long as others, because they wait for processes or run the whole contract. */
const SLOW =
  /\/(examples|imports|kills|outages|fuzz|day-in-production|mixed-traffic|poison|contract|crash|worker\/worker|demo|runner|quick-starts|nestjs\/src\/main|nestjs\/src\/reach|express\/src\/main)\.test\.ts$/;

/** Starts the slowest files first, so that no worker runs one of them at the end while the other workers have nothing to do. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.sort((one, other) => rank(one) - rank(other));
  }
}

/** The files of a project stay together, because a worker keeps its modules only from one file of a project to the next. */
function rank({ project, moduleId }: TestSpecification): number {
  const place = PROJECTS.indexOf(project.name);
  return (place === -1 ? PROJECTS.length : place) * 2 + (SLOW.test(moduleId) ? 0 : 1);
}
