import { parseEnv } from 'node:util';
import { VZapsClient } from '@vzaps/core/client';
import { expect, it } from 'vitest';
import { startApplication, WEBHOOK_SECRET } from '../../test/application.ts';
import { runCli, startCli } from '../../test/run-cli.ts';
import { startSession } from '../../test/session.ts';
import { startProcess } from '../../test/start-process.ts';

it('vzaps fake runs a fake VZaps, whose printed settings the other commands accept, until Ctrl-C', async () => {
  const application = await startApplication();
  const cli = startProcess(['fake', '--port', '0', '--traffic', '--interval', '20']);
  await cli.shows('Ctrl-C ends it.');
  const settings = parseEnv(cli.screen());
  const env = { ...(settings as Record<string, string>), WEBHOOK_SECRET };
  const set = await runCli(['webhook', 'set', application.url, '--events', 'All'], { env });
  expect(set.exitCode).toBe(0);
  await expect.poll(() => application.handled.length).toBeGreaterThan(3);
  await cli.shows('→ webhook 200');
  const client = new VZapsClient({
    baseUrl: settings.VZAPS_BASE_URL,
    clientToken: settings.VZAPS_CLIENT_TOKEN ?? '',
    clientSecret: settings.VZAPS_CLIENT_SECRET,
  });
  expect((await client.instances.list()).data.content).toHaveLength(1);
  cli.interrupt();
  expect(await cli.exitCode).toBe(0);
});

it('vzaps fake says that its port is taken', async () => {
  const first = startCli(['fake', '--port', '0', '--json']);
  await first.shows('Ctrl-C ends it.');
  const port = /127\.0\.0\.1:(\d+)/.exec(first.screen())?.[1] ?? '';
  const { exitCode, screen } = await runCli(['fake', '--port', port]);
  expect(exitCode).toBe(1);
  expect(screen).toContain(`Port ${port} is not free`);
});

it('vzaps fake prints the settings of its VZaps, as lines for .env or as JSON', async () => {
  const session = await startSession();
  for (const more of [[], ['--instances', '2'], ['--json']]) {
    const args = ['fake', '--port', '0', ...more];
    const cli = session.start(args);
    await cli.shows('Ctrl-C ends it.');
    cli.interrupt();
    await session.record(args, cli);
  }
  await session.run('fake', '--port', 'any');
  await session.matchesGolden('fake');
});
