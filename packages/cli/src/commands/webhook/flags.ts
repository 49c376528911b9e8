import type { SettingFlags } from '../../settings/setting-flags.ts';

export interface GetOptions extends SettingFlags {
  json?: boolean;
}

export interface SetOptions extends SettingFlags {
  events?: string;
  audience?: string;
  generation?: number;
  /** `false` with `--no-sign`. */
  sign: boolean;
  yes?: boolean;
  json?: boolean;
}

export interface SignOptions extends SettingFlags {
  audience?: string;
  generation?: number;
}

export interface VerifyOptions extends SettingFlags {
  audience?: string;
  oldSecret?: string[];
  json?: boolean;
}
