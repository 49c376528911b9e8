/** `pnpm demo [express|nestjs|hono] [--open]`: runs an example against a fake VZaps. Ends with 1 if a step fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import colors from 'picocolors';
import { startApplication } from './application.ts';
import { print } from './print.ts';
import { runTour, type Tour } from './run-tour.ts';
import { tourExpress } from './tours/express.ts';
import { createHonoTour } from './tours/hono.ts';
import { createNestjsTour } from './tours/nestjs.ts';

const TIMEOUT_MS = 60_000;
const API_KEY = 'the demo publishes its key';
const INSPECTOR_TOKEN = 'demo';

const TOURS: Readonly<Record<string, Tour>> = {
  express: tourExpress,
  nestjs: createNestjsTour(API_KEY),
  hono: createHonoTour(INSPECTOR_TOKEN),
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { open: { type: 'boolean' } } });
const [name = 'express'] = positionals;
const tour = TOURS[name];
if (!tour) {
  print(`There is no example '${name}'. Choose one of: ${Object.keys(TOURS).join(', ')}.`);
  process.exit(1);
}
if (values.open && name !== 'hono') {
  print('Only the example hono has a page: pnpm demo hono --open');
  process.exit(1);
}

/** Aborts on Ctrl-C, on kill, when nothing reads the output any more, and when the tour takes too long. */
const stopping = new AbortController();
const aborted = new Promise<never>((_, reject) => {
  stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason));
});
aborted.catch(() => {});
let interruptedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruptedBy = signal;
    stopping.abort(new Error(`Interrupted by ${signal}.`));
  });
}
// EPIPE: the reader of the output ended, such as `head`.
process.stdout.on('error', (error) => stopping.abort(error));
const timeout = setTimeout(() => {
  stopping.abort(new Error(`The tour took longer than ${TIMEOUT_MS / 1_000} seconds.`));
}, TIMEOUT_MS);

const fake = await createFakeVZaps();
const [instance] = fake.instances;
const folder = mkdtempSync(join(tmpdir(), 'vzaps-demo-'));
print(`${colors.bold('A fake VZaps')} listens at ${fake.url}. ${colors.bold(`apps/${name}`)} starts.`);

const starting = startApplication(
  name,
  {
    VZAPS_BASE_URL: fake.url,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: instance.id,
    WEBHOOK_SECRET: 'the demo publishes its secret in the source code',
    PORT: '0',
    // These replace the values of a local .env, so that the demo changes nothing of a real installation.
    PUBLIC_URL: '',
    REPLACE_WEBHOOK: '',
    MEDIA_FOLDER: join(folder, 'media'),
    DATABASE_FOLDER: join(folder, 'database'),
    DATABASE_URL: '',
    API_KEY,
    INSPECTOR_TOKEN,
  },
  stopping.signal,
);

try {
  const { crashed } = await Promise.race([starting, aborted]);
  const { origin } = await Promise.race([runTour(fake, tour), crashed, aborted]);
  clearTimeout(timeout);
  print(colors.green('\nEverything was as it should be.'));
  if (values.open) await Promise.race([keepDelivering(origin), crashed, aborted]);
  else printNextSteps();
} catch (error) {
  if (!interruptedBy) print(colors.red(`\nA step failed: ${error instanceof Error ? error.message : String(error)}`));
  process.exitCode = interruptedBy ? 128 + constants.signals[interruptedBy] : 1;
} finally {
  clearTimeout(timeout);
  await starting.then(
    (application) => application.stop(),
    () => {},
  );
  await fake.close();
  rmSync(folder, { recursive: true, force: true });
}
// A tour that was interrupted may still wait for a response.
if (interruptedBy) process.exit();

/** Delivers an event every two seconds until the demo is interrupted. */
async function keepDelivering(origin: string): Promise<never> {
  print(`\nOpen ${origin}/inspector/?token=${INSPECTOR_TOKEN} in a browser. Ctrl-C ends the demo.`);
  for (let count = 1; ; count++) {
    await fake.deliver(instance.id, samplePayload('Message', { text: `Message ${count}` }));
    await sleep(2_000);
  }
}

function printNextSteps(): void {
  const others = Object.keys(TOURS).filter((other) => other !== name);
  const steps = [
    ...others.map((other) => [`npx -y pnpm@10.34.9 demo ${other}`, `runs apps/${other}`] as const),
    ['npx -y pnpm@10.34.9 demo hono --open', 'shows events in your browser'] as const,
    [`apps/${name}/README.md`, 'connects your own number'] as const,
  ];
  print('\nNext:');
  for (const [command, effect] of steps) print(`  ${command.padEnd(38)} ${effect}`);
}
