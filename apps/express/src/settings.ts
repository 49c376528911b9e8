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

const usesRealtime = process.env.REALTIME === '1';
const isUrl = (value: string) => value === '' || (/^https?:\/\//.test(value) && URL.canParse(value));
const isOriginList = (value: string) => value.split(',').every((each) => isUrl(each.trim()));
const isCount = (value: string) => /^\d*$/.test(value);
const isPort = (value: string) => /^\d*$/.test(value) && Number(value) <= 65_535;

export const settings = {
  client: {
    clientToken: read('VZAPS_CLIENT_TOKEN', 'copy it from the VZaps app, under Security.'),
    clientSecret: read('VZAPS_CLIENT_SECRET', 'copy it from the VZaps app, under Security.'),
    baseUrl: read('VZAPS_BASE_URL', 'it must begin with https:// or be empty.', isUrl) || undefined,
  },
  instanceId: read('VZAPS_INSTANCE_ID', 'it is the id of the connected number, such as VZ….'),
  // With realtime there is no webhook, so no URL is signed with this secret.
  webhookSecret: usesRealtime
    ? randomBytes(32).toString('hex')
    : read(
        'WEBHOOK_SECRET',
        `it needs at least 32 bytes. Create one: node -p "crypto.randomBytes(32).toString('hex')"`,
        (value) => Buffer.byteLength(value) >= 32,
      ),
  usesRealtime,
  realtimeUrl: process.env.VZAPS_REALTIME_URL || undefined,
  publicUrl: read('PUBLIC_URL', 'it must begin with https:// or be empty.', isUrl).replace(/\/+$/, ''),
  port: Number(read('PORT', 'it must be a number from 0 to 65535, or empty for 3000.', isPort) || 3000),
  mediaFolder: process.env.MEDIA_FOLDER || 'media',
  media: {
    allow: read('MEDIA_ORIGINS', 'it is a list such as http://localhost:9000, or empty.', isOriginList)
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  },
  recoveryGraceMs:
    1_000 * Number(read('RECOVERY_GRACE_SECONDS', 'it must be a number, or empty for 60.', isCount) || 60),
  replaceWebhook: process.env.REPLACE_WEBHOOK === '1',
};

if (problems.length > 0) {
  console.error(`${problems.join('\n')}\nSee .env.example.`);
  process.exit(1);
}
