import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { SETTINGS, type SettingFlags, type SettingName } from './setting-flags.ts';

export type Settings = { readonly [K in SettingName]?: string };

/** Reads all settings: from the flags, else from the environment, else from `.env` in the current folder. */
export function readSettings(terminal: Terminal, flags: SettingFlags): Settings {
  const path = join(terminal.cwd, '.env');
  const file = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  const settings: Record<string, string> = {};
  for (const [name, { env }] of Object.entries(SETTINGS)) {
    const value = [flags[name as SettingName], terminal.env[env], file[env]].find((each) => each?.trim());
    if (value) settings[name] = value.trim();
  }
  return settings;
}

/**
 * Reads settings of which some are required.
 *
 * @throws UsageError that names every missing setting.
 */
export function requireSettings<N extends SettingName>(
  terminal: Terminal,
  flags: SettingFlags,
  ...required: readonly N[]
): Settings & { readonly [K in N]: string } {
  const settings = readSettings(terminal, flags);
  const missing = required.filter((name) => settings[name] === undefined);
  if (missing.length > 0) throw new UsageError(missing.map(describeMissing).join('\n'));
  return settings as Settings & { readonly [K in N]: string };
}

export function describeMissing(name: SettingName): string {
  const { env, flag, hint } = SETTINGS[name];
  return `${env} is missing: ${hint}. Set it in the environment, in .env, or with ${flag.split(' ')[0]}.`;
}
