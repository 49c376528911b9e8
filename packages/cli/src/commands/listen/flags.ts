import type { SettingFlags } from '../../settings/setting-flags.ts';

export interface ListenFlags extends SettingFlags {
  forwardTo?: string;
  events?: string;
  ack?: boolean;
  /** `false` with `--no-sign`. */
  sign: boolean;
  audience?: string;
  yes?: boolean;
  json?: boolean;
  inspect?: boolean;
  /** The port of the inspector. */
  port?: number;
}
