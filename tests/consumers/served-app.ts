/** Serves a user's application in its own process beside a fake VZaps, and sends deliveries to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { createFakeVZaps, deliver, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { type Project, userEnvironment } from './project.ts';

const SECRET = 'a secret of the tests, long enough';

export interface AppOptions {
  app: Project;
  /** The arguments of `node`. `<port>` is replaced by the port to listen at. */
  args: readonly string[];
  /** The paths that deliveries are sent to. */
  paths: readonly string[];
  environment?: Record<string, string>;
}

export interface ServedResult {
  /** Per path: the answers to a signed `ping`, to an unsigned delivery, and to a signed one of 2 MB. */
  answers: Record<string, string[]>;
  /** The number of messages `pong` that the fake VZaps received. */
  replies: number;
  /** What the application wrote to standard output and standard error. */
  log: string;
}

export async function serveApp({ app, args, paths, environment }: AppOptions): Promise<ServedResult> {
  const fake = await createFakeVZaps();
  const port = await findFreePort();
  const credentials = { VZAPS_CLIENT_TOKEN: fake.clientToken, VZAPS_CLIENT_SECRET: fake.clientSecret };
  const settings = { VZAPS_BASE_URL: fake.url, WEBHOOK_SECRET: SECRET, PORT: String(port), HOST: '127.0.0.1' };
  const server = spawn(
    'node',
    args.map((each) => each.replace('<port>', String(port))),
    {
      cwd: app.folder,
      env: { ...userEnvironment, ...credentials, ...settings, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // The process has its own group, because the development server of Next.js starts a second process.
      detached: true,
    },
  );
  const exited = once(server, 'exit');
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (text) => {
      log += text;
    });
  }
  try {
    const url = `http://127.0.0.1:${port}`;
    await waitUntilListening(
      url,
      () => log,
      () => server.exitCode !== null,
    );
    const answers: Record<string, string[]> = {};
    for (const path of paths) answers[path] = await sendDeliveries(`${url}${path}`, fake.instances[0].id);
    const replies = fake.requests.filter(({ body }) => (body as { message?: string })?.message === 'pong').length;
    return { answers, replies, log };
  } finally {
    if (server.exitCode === null) process.kill(-(server.pid as number), 'SIGKILL');
    await exited;
    await fake.close();
  }
}

async function sendDeliveries(url: string, instanceId: string): Promise<string[]> {
  const signed = createUrlSigner({ secret: SECRET }).sign(url, { instanceId });
  // The development server of a framework compiles a route at its first request.
  const send = (to: string, text: string) => deliver(to, samplePayload('Message', { text }), { timeoutMs: 100_000 });
  const results = [await send(signed, 'ping'), await send(url, 'ping')];
  // The default reporter writes at most one such delivery a second.
  await sleep(1_500);
  results.push(await send(signed, 'x'.repeat(2_000_000)));
  return results.map(({ status, outcome }) => `${status} ${outcome}`);
}

async function waitUntilListening(url: string, log: () => string, hasEnded: () => boolean): Promise<void> {
  // A path that no route answers, so that nothing is compiled for it.
  while (
    !(await fetch(`${url}/webhooks`).then(
      () => true,
      () => false,
    ))
  ) {
    if (hasEnded()) throw new Error(`The application ended: ${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
