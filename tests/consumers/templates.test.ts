/**
 * The templates, with the packages from the tarballs: the commands of each Dockerfile build the application, and its
 * `CMD` runs it. Docker itself is not used.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { openProject, type Project, userEnvironment } from './project.ts';

const TEMPLATES = join(import.meta.dirname, '../../templates');
const names = readdirSync(TEMPLATES, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? [each.name] : [],
);
// Milliseconds. Installing takes seconds on a quiet machine, and minutes on a busy one.
const TIMEOUT = 600_000;
const WAIT = { timeout: 60_000, interval: 50 };

let fake: FakeVZaps;
beforeEach(async () => {
  fake = await createFakeVZaps();
});
afterEach(() => fake.close());

/** Does what `docker build` does. Returns the folder of the image's application, and its command. */
async function build(name: string): Promise<{ app: Project; command: string[] }> {
  const source = openProject(mkdtempSync(join(tmpdir(), `vzaps-template-${name}-`)));
  onTestFinished(() => source.remove());
  cpSync(join(TEMPLATES, name), source.folder, { recursive: true });
  const manifest = JSON.parse(source.read('package.json'));
  // The versions of the template are not on npm before they are released.
  for (const ours of ['@vzaps/core', `@vzaps/${name}`])
    manifest.dependencies[ours] = `file:${inject('tarballs')[ours]}`;
  source.write('package.json', JSON.stringify(manifest));
  const dockerfile = source.read('Dockerfile');
  for (const [, command = ''] of dockerfile.matchAll(/^RUN (.+)$/gm)) {
    const { code, output } = await source.tryRun('sh', '-c', command);
    expect(code, `${command}\n${output}`).toBe(0);
  }
  const app = openProject(mkdtempSync(join(tmpdir(), `vzaps-image-${name}-`)));
  onTestFinished(() => app.remove());
  for (const [, path = ''] of dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) /gm)) {
    renameSync(join(source.folder, path), join(app.folder, path));
  }
  return { app, command: JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]') };
}

function settingsFor(port: number): Record<string, string> {
  return {
    VZAPS_BASE_URL: fake.url,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: fake.instances[0].id,
    WEBHOOK_SECRET: 'the test publishes its secret in the source code',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
  };
}

describe.each(names)('the template for %s', { timeout: TIMEOUT }, (name) => {
  it('builds, registers its URL, answers its probes and a message, and ends at SIGTERM', async () => {
    const { app, command } = await build(name);
    const port = await findFreePort();
    const env = { ...userEnvironment, ...settingsFor(port) };
    const [file = '', ...args] = command;
    const child = spawn(file, args, { cwd: app.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const exited = once(child, 'exit');
    const probe = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    await vi.waitUntil(async () => {
      if (child.exitCode !== null) throw new Error(output);
      return (await probe('/healthz'))?.status === 200;
    }, WAIT);
    const ready = await probe('/readyz');
    expect([ready?.status, await ready?.json()]).toMatchObject([200, { status: 'ok' }]);

    const register = spawn(file, ['dist/register.js'], { cwd: app.folder, env, stdio: 'inherit' });
    expect(await once(register, 'exit')).toEqual([0, null]);
    const entry = await fake.deliver(fake.instances[0].id, samplePayload('Message', { text: 'ping' }));
    expect(entry.status).toBe('success');
    expect(fake.sent.map(({ body }) => body.message)).toEqual(['pong']);

    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(output).not.toContain('v1.');

    const { WEBHOOK_SECRET: _, ...incomplete } = env;
    const broken = spawn(file, args, { cwd: app.folder, env: incomplete, stdio: ['ignore', 'pipe', 'pipe'] });
    let reason = '';
    for (const stream of [broken.stdout, broken.stderr]) stream.on('data', (chunk) => (reason += chunk));
    expect((await once(broken, 'close'))[0]).toBe(1);
    expect(reason).toContain('WEBHOOK_SECRET');
  });
});
