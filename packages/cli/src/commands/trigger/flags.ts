import type { SettingFlags } from '../../settings/setting-flags.ts';

export interface TriggerFlags extends SettingFlags {
  to: string;
  set: string[];
  burst: number;
  failFirst?: boolean;
  /** `false` with `--no-sign`. */
  sign: boolean;
  audience?: string;
  timeout: number;
  json?: boolean;
}
