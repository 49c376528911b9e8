import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile();
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}: .env.example says what it is.`);
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
  publicUrl: process.env.PUBLIC_URL,
  port: Number(process.env.PORT || 3000),
  apiKey: process.env.API_KEY,
  database: { url: process.env.DATABASE_URL, folder: process.env.DATABASE_FOLDER || 'data' },
};
