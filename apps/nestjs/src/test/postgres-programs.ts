import { readdirSync } from 'node:fs';

const ROOT = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL on Debian, which is not in PATH. */
export function postgresPrograms(): string | undefined {
  try {
    const newest = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a))[0];
    return newest && `${ROOT}/${newest}/bin`;
  } catch {
    return undefined;
  }
}
