import { samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished, vi } from 'vitest';

it('the program of the README of @vzaps/inspector receives a delivery and opens its page with the token', async () => {
  vi.stubEnv('WEBHOOK_SECRET', 'x'.repeat(32));
  vi.stubEnv('INSPECTOR_TOKEN', 'the token of the page');
  vi.stubEnv('VZAPS_CLIENT_TOKEN', 'a');
  vi.stubEnv('VZAPS_CLIENT_SECRET', 'b');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { app, inspector, signer } = await import('../../packages/inspector/recipes/quick-start.ts');
  onTestFinished(() => inspector.close());

  const url = signer.sign('http://localhost/webhooks/vzaps', { instanceId: 'VZ1' });
  const body = JSON.stringify(samplePayload('Message', { text: 'hello' }));
  const response = await app.request(url, { method: 'POST', body });
  expect(await response.json()).toEqual({ outcome: 'unhandled' });

  const token = encodeURIComponent('the token of the page');
  const opened = await app.request(`http://localhost/inspector?token=${token}`);
  expect(opened.status).toBe(200);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await app.request('http://localhost/inspector')).status).toBe(401);
  const page = await app.request('http://localhost/inspector', { headers: { cookie } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<html')]);
});
