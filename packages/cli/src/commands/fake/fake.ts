import { createFakeVZaps, type FakeVZaps } from '@vzaps/testing';
import type { Terminal } from '../../terminal/terminal.ts';
import { CommandError } from '../../usage-error.ts';
import type { FakeFlags } from './flags.ts';
import { startTraffic } from './traffic.ts';

/** The same at each start, so that settings stay valid when the fake is started again. */
const CREDENTIALS = { clientToken: 'fake-client-token', clientSecret: 'fake-client-secret' };
const WEBHOOK_SECRET = 'a-secret-for-the-fake-vzaps-only-32-bytes';

export async function runFake(terminal: Terminal, flags: FakeFlags): Promise<void> {
  const { port, traffic, interval, inspect, inspectPort, json } = flags;
  const instances = Array.from({ length: flags.instances }, (_, index) => ({
    id: `VZFAKE${String(index + 1).padStart(20, '0')}`,
    token: `fake-instance-token-${index + 1}`,
  }));
  const fake = await start({ port, instances });
  try {
    const settings = settingsOf(fake);
    if (json) terminal.printJson(settings);
    else for (const [name, value] of Object.entries(settings)) terminal.print(`${name}=${value}`);
    terminal.note(`\nA fake VZaps runs on ${fake.url}. It forgets everything when it ends.`);
    terminal.note('Put the lines above into .env, then run vzaps listen, or register a webhook:');
    terminal.note('  vzaps webhook set http://localhost:3000/webhooks/vzaps');
    const { inspectFake } = inspect ? await import('./inspect-fake.ts') : {};
    const stopInspector = await inspectFake?.(terminal, fake, inspectPort);
    terminal.note('Ctrl-C ends it.\n');
    // Without a server that is referenced, the process would end.
    const keepAlive = setInterval(() => {}, 60_000);
    const stopTraffic = traffic ? startTraffic(terminal, fake, interval) : undefined;
    await terminal.interrupted();
    clearInterval(keepAlive);
    await stopTraffic?.();
    await stopInspector?.();
  } finally {
    await fake.close();
  }
}

function settingsOf(fake: FakeVZaps): Record<string, string> {
  const [{ id, token }, ...others] = fake.instances;
  return {
    VZAPS_BASE_URL: fake.url,
    VZAPS_REALTIME_URL: fake.realtimeUrl,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: id,
    VZAPS_INSTANCE_TOKEN: token,
    ...(others.length > 0 && { VZAPS_OTHER_INSTANCE_IDS: others.map((each) => each.id).join(',') }),
    WEBHOOK_SECRET,
  };
}

async function start(options: { port: number; instances: { id: string; token: string }[] }): Promise<FakeVZaps> {
  try {
    return await createFakeVZaps({ ...CREDENTIALS, ...options });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new CommandError(`Port ${options.port} is not free. Choose another one: vzaps fake --port 4712`);
  }
}
