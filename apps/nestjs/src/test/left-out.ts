import { postgresPrograms } from './postgres-programs.ts';

/** Says once what a run without PostgreSQL leaves out. */
export default function setup(): void {
  if (postgresPrograms()) return;
  process.stderr.write(
    'example-nestjs: the tests on a PostgreSQL server are left out. `apt-get install postgresql` gets it.\n',
  );
}
