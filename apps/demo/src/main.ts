/** The tour of what this project does: `pnpm demo [express|nestjs|hono]`. Ends with 0, or with 1 and the surprise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeVZaps } from '@vzaps/testing';
import colors from 'picocolors';
import { startApplication } from './application.ts';
import { say } from './table.ts';
import { expressTour } from './tours/express.ts';
import { honoTour } from './tours/hono.ts';
import { nestjsTour } from './tours/nestjs.ts';
import { type Walk, walk } from './walk.ts';

const TIME_LIMIT_MS = 60_000;
const TOURS: Readonly<Record<string, (walk: Walk) => Promise<void>>> = {
  express: expressTour,
  nestjs: nestjsTour,
  hono: honoTour,
};

const [name = 'express'] = process.argv.slice(2);
const tour = TOURS[name];
if (!tour) {
  say(`There is no example '${name}'. There are: ${Object.keys(TOURS).join(', ')}.`);
  process.exit(1);
}

const fake = await createFakeVZaps();
const [instance] = fake.instances;
say(`${colors.bold('A fake VZaps')} listens at ${fake.url}; ${colors.bold(`apps/${name}`)} starts as it is …`);

const tooLong = new Promise<never>((_, reject) => {
  setTimeout(
    () => reject(new Error(`The tour took longer than ${TIME_LIMIT_MS / 1_000} seconds.`)),
    TIME_LIMIT_MS,
  ).unref();
});
const folder = mkdtempSync(join(tmpdir(), 'vzaps-demo-'));
const starting = startApplication(name, {
  VZAPS_BASE_URL: fake.url,
  VZAPS_CLIENT_TOKEN: fake.clientToken,
  VZAPS_CLIENT_SECRET: fake.clientSecret,
  VZAPS_INSTANCE_ID: instance.id,
  WEBHOOK_SECRET: 'the demo keeps its secret in the open',
  PORT: '0',
  PUBLIC_URL: '',
  MEDIA_FOLDER: join(folder, 'media'),
  DATABASE_FOLDER: join(folder, 'database'),
  // Whatever somebody's own .env says: the tour touches nothing of theirs.
  DATABASE_URL: '',
  API_KEY: '',
  VIEWER_TOKEN: '',
});

try {
  const application = await Promise.race([starting, tooLong]);
  await Promise.race([walk(fake, tour), application.ended, tooLong]);
  await application.stop();
  say(colors.green('\nEverything was as it should be.'));
} catch (error) {
  say(colors.red(`\nA surprise: ${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = 1;
  const application = await Promise.race([starting.catch(() => undefined), after(1_000)]);
  await application?.stop();
} finally {
  await fake.close();
  rmSync(folder, { recursive: true });
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
