/** Tests the viewer of `apps/hono` on workerd. The page itself is tested in `apps/hono`, in a browser. */
import { readFile } from 'node:fs/promises';
import { createUrlSigner } from '@vzaps/hono';
import { deliver, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../../apps/hono/src/test/read-events.ts';
import { findRuntime } from './runtimes/find.ts';
import type { RunningServer } from './servers/process.ts';
import { startViewer } from './servers/start-viewer.ts';

const file = findRuntime('workerd');
const secrets = {
  WEBHOOK_SECRET: 'the test publishes its secret in the source code',
  VIEWER_TOKEN: 'the token of the page',
};
const cookie = `vzaps_viewer=${encodeURIComponent(secrets.VIEWER_TOKEN)}`;

if (!file && !process.env.CI) {
  process.stderr.write(
    'The viewer on workerd is skipped because the runtime is missing. To install it: npx -y pnpm@10.34.9 runtimes\n',
  );
}

// In CI a missing runtime is a failure.
describe.skipIf(!file && !process.env.CI)('The viewer on workerd', () => {
  let server: RunningServer;
  let origin: string;
  beforeAll(async () => {
    server = await startViewer(file ?? 'workerd', secrets);
    origin = `http://127.0.0.1:${server.port}`;
  });
  afterAll(() => server?.close());

  it('streams the deliveries of other requests as they arrive', async () => {
    const { sign } = createUrlSigner({ secret: secrets.WEBHOOK_SECRET });
    const url = sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
    const text = samplePayload('Message', { text: 'olá 😀' });
    expect(await deliver(url, text)).toMatchObject({ status: 200, outcome: 'handled' });

    const stream = await fetch(`${origin}/events`, { headers: { cookie } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const [kept] = await Promise.all([
      readEvents(stream, ({ length }) => length === 4),
      deliver(url, text),
      deliver(`${url}guess`, text),
      deliver(url, samplePayload('ReadReceipt')),
    ]);
    expect(kept[0]).toMatchObject({
      outcome: 'handled',
      type: 'Message',
      instanceId: 'VZ1',
      typed: { text: 'olá 😀' },
    });
    expect(kept.map(({ outcome }) => outcome).sort()).toEqual(['duplicate', 'handled', 'handled', 'refused']);
    expect(JSON.stringify(kept)).not.toContain('vzaps_signature');
  });

  it.each([
    ['without the token', {}],
    ['with a wrong token', { cookie: 'vzaps_viewer=guess' }],
  ])('responds 401 %s', async (_, headers) => {
    for (const path of ['', 'events', 'scripts/viewer.js']) {
      expect((await fetch(`${origin}/${path}`, { headers })).status).toBe(401);
    }
  });

  it('sets a cookie for the token, and then serves the files of the page with a strict content security policy', async () => {
    const signedIn = await fetch(`${origin}/?token=${encodeURIComponent(secrets.VIEWER_TOKEN)}`);
    expect(signedIn.headers.get('set-cookie')).toContain(cookie);
    const script = await fetch(`${origin}/scripts/viewer.js`, { headers: { cookie } });
    expect(await script.text()).toBe(
      await readFile(new URL('../../apps/hono/src/page/scripts/viewer.js', import.meta.url), 'utf8'),
    );
    expect(script.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(script.headers.get('cache-control')).toBe('no-store');
  });
});
