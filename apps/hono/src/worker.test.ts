import { createUrlSigner } from '@vzaps/hono';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { readEvents } from './test/read-events.ts';
import worker, { type Bindings, Viewer } from './worker.ts';

const secrets = {
  WEBHOOK_SECRET: 'the test publishes its secret in the source code',
  VIEWER_TOKEN: 'the token of the page',
};

/** Imitates the platform: one object per name, and the files of the page. */
function bindings(): Bindings {
  const objects = new Map<unknown, Viewer>();
  const env: Bindings = {
    ...secrets,
    ASSETS: { fetch: async (request) => new Response(`the file ${new URL(request.url).pathname}`) },
    VIEWER: {
      idFromName: (name) => name,
      get: (id) => {
        const object = objects.get(id) ?? new Viewer(undefined, env);
        objects.set(id, object);
        return { fetch: async (request) => object.fetch(request) };
      },
    },
  };
  return env;
}

it('the worker shows on one request the deliveries of another one, with secrets of its environment', async () => {
  const env = bindings();
  const url = createUrlSigner({ secret: secrets.WEBHOOK_SECRET }).sign('https://viewer.example/webhooks/vzaps', {
    instanceId: 'VZ1',
  });
  const payload = JSON.stringify(samplePayload('Message', { text: 'hello' }));
  for (const to of [url, url, url.slice(0, -1)]) {
    await worker.fetch(new Request(to, { method: 'POST', body: payload }), env);
  }
  const headers = { cookie: `vzaps_viewer=${encodeURIComponent(secrets.VIEWER_TOKEN)}` };
  const stream = await worker.fetch(new Request('https://viewer.example/events', { headers }), env);
  const entries = await readEvents(stream, ({ length }) => length === 3);
  expect(entries.map(({ outcome, instanceId }) => [outcome, instanceId])).toEqual([
    ['handled', 'VZ1'],
    ['duplicate', 'VZ1'],
    ['refused', undefined],
  ]);
  const page = await worker.fetch(new Request('https://viewer.example/scripts/viewer.js', { headers }), env);
  expect(await page.text()).toBe('the file /scripts/viewer.js');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('the worker responds 401 without the token, and 403 if no token is set', async () => {
  const env = bindings();
  expect((await worker.fetch(new Request('https://viewer.example/events'), env)).status).toBe(401);
  const open = { ...bindings(), VIEWER_TOKEN: '' };
  open.VIEWER = {
    ...open.VIEWER,
    get: () => ({ fetch: async (request) => new Viewer(undefined, open).fetch(request) }),
  };
  expect((await worker.fetch(new Request('https://viewer.example/events'), open)).status).toBe(403);
});
