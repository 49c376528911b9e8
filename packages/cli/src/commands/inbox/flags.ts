import type { SettingFlags } from '../../settings/setting-flags.ts';

export interface InboxFlags extends SettingFlags {
  prefix: string;
  json?: boolean;
}

export interface DeadListFlags extends InboxFlags {
  limit: number;
}

export interface DeadFlags extends InboxFlags {
  all?: boolean;
  yes?: boolean;
}
