import type { SettingFlags } from '../../settings/setting-flags.ts';
import type { Moment } from '../../show/parse-options.ts';

export interface ReplayFlags extends SettingFlags {
  failed?: boolean;
  force?: boolean;
  since?: Moment;
  until?: Moment;
  prefix: string;
  concurrency: number;
  restart?: boolean;
  yes?: boolean;
  json?: boolean;
}
