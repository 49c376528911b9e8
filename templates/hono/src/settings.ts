/** The settings from the environment. The process ends at once if one is missing, and names every missing one. */
const missing: string[] = [];

function read(name: string): string {
  const value = process.env[name]?.trim() ?? '';
  if (value === '') missing.push(name);
  return value;
}

export const settings = {
  clientToken: read('VZAPS_CLIENT_TOKEN'),
  clientSecret: read('VZAPS_CLIENT_SECRET'),
  instanceId: read('VZAPS_INSTANCE_ID'),
  webhookSecret: read('WEBHOOK_SECRET'),
  publicUrl: read('PUBLIC_URL'),
  port: Number(process.env.PORT ?? 3000),
  /** Only set for the fake VZaps. */
  baseUrl: process.env.VZAPS_BASE_URL,
};

if (missing.length > 0) {
  console.error(`These settings are missing: ${missing.join(', ')}. .env.example explains them.`);
  process.exit(1);
}
