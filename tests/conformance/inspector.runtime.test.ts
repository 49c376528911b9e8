/** Tests the inspector on workerd, as `apps/hono` deploys it. The page itself is tested in `packages/inspector`. */
import { createUrlSigner } from '@vzaps/hono';
import { deliver, samplePayload } from '@vzaps/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRuntime } from './runtimes/find.ts';
import type { RunningServer } from './servers/process.ts';
import { startInspector } from './servers/start-inspector.ts';

const file = findRuntime('workerd');
const secrets = {
  WEBHOOK_SECRET: 'the test publishes its secret in the source code',
  INSPECTOR_TOKEN: 'the token of the page',
};

if (!file && !process.env.CI) {
  process.stderr.write(
    'The inspector on workerd is skipped because the runtime is missing. To install it: npx -y pnpm@10.34.9 runtimes\n',
  );
}

// In CI a missing runtime is a failure.
describe.skipIf(!file && !process.env.CI)('The inspector on workerd', () => {
  let server: RunningServer;
  let origin: string;
  beforeAll(async () => {
    server = await startInspector(file ?? 'workerd', secrets);
    origin = `http://127.0.0.1:${server.port}`;
  });
  afterAll(() => server?.close());

  async function signIn(): Promise<Record<string, string>> {
    const signedIn = await fetch(`${origin}/inspector/?token=${encodeURIComponent(secrets.INSPECTOR_TOKEN)}`);
    expect(signedIn.status).toBe(200);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).not.toContain(secrets.INSPECTOR_TOKEN);
    return { cookie, 'x-vzaps-inspector': '1', 'sec-fetch-site': 'same-origin' };
  }

  it('shows the deliveries of other requests, and replays one', async () => {
    const { sign } = createUrlSigner({ secret: secrets.WEBHOOK_SECRET });
    const url = sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
    const text = samplePayload('Message', { text: 'olá 😀' });
    expect(await deliver(url, text)).toMatchObject({ status: 200, outcome: 'handled' });
    await Promise.all([deliver(url, text), deliver(`${url}guess`, text), deliver(url, samplePayload('ReadReceipt'))]);
    const headers = await signIn();
    const answer = await fetch(`${origin}/inspector/api/events`, { headers });
    const { records } = (await answer.json()) as { records: { id: string; outcome: string; summary: string }[] };
    expect(records.map(({ outcome }) => outcome).sort()).toEqual(['duplicate', 'handled', 'handled', 'refused']);
    expect(records[0]).toMatchObject({ outcome: 'handled', type: 'Message', instanceId: 'VZ1', summary: 'olá 😀' });
    expect(JSON.stringify(records)).not.toContain('vzaps_signature');
    const raw = await fetch(`${origin}/inspector/api/events/${records[0]?.id}/raw`, { headers });
    expect(await raw.json()).toEqual(text);
    const replayed = await fetch(`${origin}/inspector/api/events/${records[0]?.id}/replay`, {
      method: 'POST',
      headers,
    });
    expect(await replayed.json()).toMatchObject({ outcome: 'handled', recordId: expect.any(String) });
  });

  it.each([
    ['without the token', {}],
    ['with a wrong token', { cookie: `vzaps_inspector_web=${'0'.repeat(64)}` }],
  ])('responds 401 %s', async (_, headers) => {
    for (const path of ['', '?asset=app.js', 'api/events']) {
      expect((await fetch(`${origin}/inspector/${path}`, { headers })).status).toBe(401);
    }
  });

  it('serves the page and its files with a strict content security policy', async () => {
    const { cookie = '' } = await signIn();
    const page = await fetch(`${origin}/`, { headers: { cookie } });
    expect(new URL(page.url).pathname).toBe('/inspector/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const script = await fetch(`${origin}/inspector/?asset=app.js`, { headers: { cookie } });
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});
