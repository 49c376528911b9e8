import type { SettingFlags } from '../../settings/setting-flags.ts';
import type { Moment } from '../../show/parse-options.ts';

export interface ListOptions extends SettingFlags {
  status?: string;
  since?: Moment;
  limit: number;
  json?: boolean;
}

export interface EntryOptions extends SettingFlags {
  json?: boolean;
}
