import { type Command, Option } from 'commander';

/** Where a setting comes from: a flag, else the environment, else `.env`. */
export interface SettingSource {
  readonly flag: string;
  readonly env: string;
  readonly description: string;
  /** Where a person finds the value. */
  readonly hint: string;
}

export const SETTINGS = {
  clientToken: {
    flag: '--client-token <token>',
    env: 'VZAPS_CLIENT_TOKEN',
    description: 'client token',
    hint: 'copy it from the VZaps app, under Security',
  },
  clientSecret: {
    flag: '--client-secret <secret>',
    env: 'VZAPS_CLIENT_SECRET',
    description: 'client secret',
    hint: 'copy it from the VZaps app, under Security',
  },
  instance: {
    flag: '--instance <id>',
    env: 'VZAPS_INSTANCE_ID',
    description: 'id of the instance',
    hint: 'it is the id of the connected number, such as VZ9K2M4N8P1Q3R5S7T0WABCD01EF',
  },
  instanceToken: {
    flag: '--instance-token <token>',
    env: 'VZAPS_INSTANCE_TOKEN',
    description: 'token of the instance, in place of the client secret',
    hint: 'the VZaps app shows it beside the instance',
  },
  baseUrl: {
    flag: '--base-url <url>',
    env: 'VZAPS_BASE_URL',
    description: 'URL of the API (default: https://api.vzaps.com)',
    hint: 'an https URL',
  },
  realtimeUrl: {
    flag: '--realtime-url <url>',
    env: 'VZAPS_REALTIME_URL',
    description: 'URL of realtime (default: wss://realtime.vzaps.com/events/ws)',
    hint: 'a wss URL',
  },
  redisUrl: {
    flag: '--redis-url <url>',
    env: 'VZAPS_REDIS_URL',
    description: 'URL of the Redis that the application uses',
    hint: 'such as redis://127.0.0.1:6379',
  },
  secret: {
    flag: '--secret <secret>',
    env: 'WEBHOOK_SECRET',
    description: 'secret of the signed webhook URL',
    hint: 'the secret that the application passes to createUrlSigner(), at least 32 bytes',
  },
} as const satisfies Record<string, SettingSource>;

export type SettingName = keyof typeof SETTINGS;

/** The values of flags. */
export type SettingFlags = { [K in SettingName]?: string | undefined };

export const API_SETTINGS = ['clientToken', 'clientSecret', 'instance', 'instanceToken', 'baseUrl'] as const;

/** Adds the flags of settings to a command, as a group of their own in its help. */
export function addSettings(command: Command, ...names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, env, description } = SETTINGS[name];
    command.addOption(new Option(flag, `${description} [${env}]`).helpGroup('Settings:'));
  }
  return command;
}
