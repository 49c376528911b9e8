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
const inspectorToken = process.env.INSPECTOR_TOKEN?.trim();

export const settings = {
  client: {
    clientToken: read('VZAPS_CLIENT_TOKEN', 'copy it from the VZaps app, under Security.'),
    clientSecret: read('VZAPS_CLIENT_SECRET', 'copy it from the VZaps app, under Security.'),
    baseUrl: read('VZAPS_BASE_URL', 'it must begin with https:// or be empty.', isUrl) || undefined,
  },
  instanceIds: read('VZAPS_INSTANCE_ID', 'it is the id of a connected number, such as VZ…, or several with commas.')
    .split(/[\s,]+/)
    .filter(Boolean),
  webhookSecret: read(
    'WEBHOOK_SECRET',
    `it needs at least 32 bytes. Create one: node -p "crypto.randomBytes(32).toString('hex')"`,
    (value) => Buffer.byteLength(value) >= 32,
  ),
  publicUrl: read('PUBLIC_URL', 'it must begin with https:// or be empty.', isUrl).replace(/\/+$/, ''),
  port: Number(read('PORT', 'it must be a number from 0 to 65535, or empty for 3000.', isPort) || 3000),
  /** A generated token is printed at the start. A configured one is not. */
  inspectorToken: inspectorToken || randomBytes(24).toString('base64url'),
  isTokenGenerated: !inspectorToken,
  replaceWebhook: process.env.REPLACE_WEBHOOK === '1',
};

if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nSee .env.example.`);
  process.exit(1);
}
