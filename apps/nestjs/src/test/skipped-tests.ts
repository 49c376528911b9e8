import { postgresPrograms } from './postgres-programs.ts';

/** Prints once which tests a run without PostgreSQL skips. */
export default function setup(): void {
  if (postgresPrograms()) return;
  process.stderr.write(
    'example-nestjs: the tests with a PostgreSQL server are skipped. Install it with `apt-get install postgresql`.\n',
  );
}
