import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a replay has done, so that the same command can go on after Ctrl-C. */
export interface ProgressFile {
  /** The beginning of the replayed period, as at the first start: `--since 2h` means another time at each start. */
  readonly since: Date | undefined;
  /** Ids of the log entries that were replayed. */
  readonly done: ReadonlySet<string>;
  add(logId: string): void;
  remove(): void;
}

/**
 * Opens the file of a replay. The file holds a date and ids of log entries only.
 *
 * @param command What makes two replays the same one: the instance and the flags as they were written.
 */
export function openProgressFile(
  env: NodeJS.ProcessEnv,
  command: readonly unknown[],
  since: Date | undefined,
  restart = false,
): ProgressFile {
  const folder = join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'vzaps');
  const name = createHash('sha256').update(JSON.stringify(command)).digest('hex').slice(0, 16);
  const path = join(folder, `replay-${name}.txt`);
  if (restart) rmSync(path, { force: true });
  const [savedSince, ...done] = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  return {
    since: savedSince ? new Date(savedSince) : since,
    done: new Set(done),
    add(logId) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const head = existsSync(path) ? '' : `${since?.toISOString() ?? ''}\n`;
      appendFileSync(path, `${head}${logId}\n`, { mode: 0o600 });
    },
    remove: () => rmSync(path, { force: true }),
  };
}
