import { existsSync } from 'node:fs';
import { createUrlSigner, VZapsClient } from '@vzaps/hono';
import { isLoopback } from './gate.ts';

if (existsSync('.env')) process.loadEnvFile();
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: .env.example says what it is.`);
  return value;
};

export const instanceIds = setting('VZAPS_INSTANCE_ID').split(/[\s,]+/);
export const signer = createUrlSigner({ secret: setting('WEBHOOK_SECRET') });
export const vzaps = new VZapsClient({
  clientToken: setting('VZAPS_CLIENT_TOKEN'),
  clientSecret: setting('VZAPS_CLIENT_SECRET'),
  ...(process.env.VZAPS_BASE_URL && { baseUrl: process.env.VZAPS_BASE_URL }),
});

export const port = Number(process.env.PORT || 3000);
export const publicUrl = process.env.PUBLIC_URL?.replace(/\/+$/, '') || undefined;
export const viewerToken = process.env.VIEWER_TOKEN || undefined;

if (publicUrl && !/^https?:\/\//.test(publicUrl)) throw new Error('PUBLIC_URL begins with https://, or is empty.');
if (publicUrl && !viewerToken && !isLoopback(new URL(publicUrl).hostname)) {
  throw new Error('Set VIEWER_TOKEN: PUBLIC_URL can be reached by others, and the page shows phone numbers.');
}
