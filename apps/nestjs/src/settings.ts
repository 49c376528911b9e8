import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile();
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}. It is explained in .env.example.`);
  return value;
};

export const settings = {
  instanceId: setting('VZAPS_INSTANCE_ID'),
  client: {
    clientToken: setting('VZAPS_CLIENT_TOKEN'),
    clientSecret: setting('VZAPS_CLIENT_SECRET'),
    ...(process.env.VZAPS_BASE_URL && { baseUrl: process.env.VZAPS_BASE_URL }),
  },
  webhookSecret: setting('WEBHOOK_SECRET'),
  /** Without a trailing slash. */
  publicUrl: process.env.PUBLIC_URL?.replace(/\/+$/, ''),
  port: Number(process.env.PORT || 3000),
  apiKey: process.env.API_KEY,
  database: { url: process.env.DATABASE_URL, folder: process.env.DATABASE_FOLDER || 'data' },
};

const { publicUrl, apiKey } = settings;
if (publicUrl && !/^https?:\/\//.test(publicUrl)) throw new Error('PUBLIC_URL must begin with https://, or be empty.');
if (publicUrl && !apiKey && !isLoopback(new URL(publicUrl).hostname)) {
  throw new Error('Set API_KEY: with a PUBLIC_URL, others could send messages.');
}

/** Whether the host name is one of this machine's own names. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
