/** The tour of what this project does: `pnpm demo`. Ends with 0, or with 1 and the surprise. */
import { createFakeVZaps } from '@vzaps/testing';
import colors from 'picocolors';
import { startApplication } from './application.ts';
import { say } from './table.ts';
import { tour } from './tour.ts';

const TIME_LIMIT_MS = 60_000;
const NAME = 'express';

const fake = await createFakeVZaps();
const [instance] = fake.instances;
say(`${colors.bold('A fake VZaps')} listens at ${fake.url}; ${colors.bold(`apps/${NAME}`)} starts as it is …`);

const tooLong = new Promise<never>((_, reject) => {
  setTimeout(
    () => reject(new Error(`The tour took longer than ${TIME_LIMIT_MS / 1_000} seconds.`)),
    TIME_LIMIT_MS,
  ).unref();
});
const starting = startApplication(NAME, {
  VZAPS_BASE_URL: fake.url,
  VZAPS_CLIENT_TOKEN: fake.clientToken,
  VZAPS_CLIENT_SECRET: fake.clientSecret,
  VZAPS_INSTANCE_ID: instance.id,
  WEBHOOK_SECRET: 'the demo keeps its secret in the open',
  PORT: '0',
  PUBLIC_URL: '',
});

try {
  const application = await Promise.race([starting, tooLong]);
  await Promise.race([tour(fake), application.ended, tooLong]);
  await application.stop();
  say(colors.green('\nEverything was as it should be.'));
} catch (error) {
  say(colors.red(`\nA surprise: ${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = 1;
  const application = await Promise.race([starting.catch(() => undefined), after(1_000)]);
  await application?.stop();
} finally {
  await fake.close();
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}
