/** Reads the settings from the environment and from `.env`. Prints every problem at once, and ends the process. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile();

const problems: string[] = [];

/** @param help What is expected, and where the user finds it. */
function read(name: string, help: string, isValid = (value: string) => value !== ''): string {
  const value = process.env[name]?.trim() ?? '';
  if (!isValid(value)) problems.push(`${name} ${value ? 'is wrong' : 'is missing'}: ${help}`);
  return value;
}

const isUrl = (value: string) => value === '' || (/^https?:\/\//.test(value) && URL.canParse(value));
const isPort = (value: string) => /^\d*$/.test(value) && Number(value) <= 65_535;

const apiKey = process.env.API_KEY?.trim() ?? '';
const baseUrl = read('VZAPS_BASE_URL', 'it must begin with https:// or be empty.', isUrl);

export const settings = {
  client: {
    clientToken: read('VZAPS_CLIENT_TOKEN', 'copy it from the VZaps app, under Security.'),
    clientSecret: read('VZAPS_CLIENT_SECRET', 'copy it from the VZaps app, under Security.'),
    ...(baseUrl && { baseUrl }),
  },
  instanceId: read('VZAPS_INSTANCE_ID', 'it is the id of the connected number, such as VZ….'),
  webhookSecret: read(
    'WEBHOOK_SECRET',
    `it needs at least 32 bytes. Create one: node -p "crypto.randomBytes(32).toString('hex')"`,
    (value) => Buffer.byteLength(value) >= 32,
  ),
  publicUrl: read('PUBLIC_URL', 'it must begin with https:// or be empty.', isUrl).replace(/\/+$/, ''),
  port: Number(read('PORT', 'it must be a number from 0 to 65535, or empty for 3000.', isPort) || 3000),
  /** A failed delivery is retried only when it is at least this old. */
  recoveryGraceMs: Number(process.env.RECOVERY_GRACE_MS || 60_000),
  replaceWebhook: process.env.REPLACE_WEBHOOK === '1',
  /**
   * Each request for messages needs this key. An address of this machine does not prove who sends a request: behind a proxy,
   * every request comes from this machine.
   */
  apiKey: apiKey || randomBytes(24).toString('base64url'),
  isKeyGenerated: apiKey === '',
  database: { url: process.env.DATABASE_URL, folder: process.env.DATABASE_FOLDER || 'data' },
};

if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nSee .env.example.`);
  process.exit(1);
}
