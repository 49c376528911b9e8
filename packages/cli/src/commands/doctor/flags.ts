import type { SettingFlags } from '../../settings/setting-flags.ts';

export interface DoctorFlags extends SettingFlags {
  audience?: string;
  /** `false` with `--no-delivery`. */
  delivery: boolean;
  json?: boolean;
}
