import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from 'test-programs';
import { describe } from 'vitest';
import { postgresPrograms } from './postgres-programs.ts';

const programs = postgresPrograms();

/** Tests with PostgreSQL. Without it they fail if CI is set, and are skipped otherwise. */
export const describeWithPostgres = describe.skipIf(!process.env.CI && !programs);

// PostgreSQL refuses to run as root. Every Debian has `nobody`.
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface PostgresServer {
  readonly url: string;
  restart(): Promise<void>;
  /** Ends the server at once. A second call has no effect. */
  close(): Promise<void>;
}

/** Starts a PostgreSQL server with its own folder, which close() removes. */
export async function startPostgres(): Promise<PostgresServer> {
  if (!programs) throw new Error('PostgreSQL is not installed. Run apt-get install postgresql.');
  const folder = await mkdtemp(join(tmpdir(), 'vzaps-postgres-'));
  if (user.uid) await chown(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  const run = (program: string, ...args: string[]) =>
    promisify(execFile)(`${programs}/${program}`, ['-D', data, ...args], { cwd: folder, ...user });
  const port = await findFreePort();
  await run('initdb', '-U', 'postgres', '-A', 'trust', '--no-sync');
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  // Without a log file the server would inherit our pipes, and `run` would wait until it closes them.
  const server = (what: 'start' | 'restart') =>
    run('pg_ctl', what, '-w', '-m', 'fast', '-l', join(folder, 'log'), '-o', options);
  await server('start');
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart() {
      await server('restart');
    },
    async close() {
      await run('pg_ctl', 'stop', '-w', '-m', 'immediate').catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}
