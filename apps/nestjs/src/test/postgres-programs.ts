import { readdirSync } from 'node:fs';

const ROOT = '/usr/lib/postgresql';

/** Where Debian keeps the programs of the newest PostgreSQL, which are not on the path. */
export function postgresPrograms(): string | undefined {
  try {
    const newest = readdirSync(ROOT).sort((a, b) => Number(b) - Number(a))[0];
    return newest && `${ROOT}/${newest}/bin`;
  } catch {
    return undefined;
  }
}
