import { createUrlSigner } from '@vzaps/hono';
import { samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import worker, { type Bindings, InspectedApp } from './worker.ts';

const secrets = {
  WEBHOOK_SECRET: 'the test publishes its secret in the source code',
  INSPECTOR_TOKEN: 'the token of the page',
};
const ORIGIN = 'https://app.example';

/** Imitates the platform: one object per name. */
function bindings(): Bindings {
  const objects = new Map<unknown, InspectedApp>();
  const env: Bindings = {
    ...secrets,
    INSPECTOR: {
      idFromName: (name) => name,
      get: (id) => {
        const object = objects.get(id) ?? new InspectedApp(undefined, env);
        objects.set(id, object);
        return { fetch: async (request) => object.fetch(request) };
      },
    },
  };
  return env;
}

it('the worker shows the deliveries of other requests, and reads its secrets from its environment', async () => {
  const env = bindings();
  const send = (path: string, init?: RequestInit) => worker.fetch(new Request(new URL(path, ORIGIN), init), env);
  const url = createUrlSigner({ secret: secrets.WEBHOOK_SECRET }).sign(`${ORIGIN}/webhooks/vzaps`, {
    instanceId: 'VZ1',
  });
  const body = JSON.stringify(samplePayload('Message', { text: 'hello' }));
  for (const to of [url, url, url.slice(0, -1)]) await send(to, { method: 'POST', body });
  const signedIn = await send('/inspector/', {
    method: 'POST',
    body: new URLSearchParams({ token: secrets.INSPECTOR_TOKEN }),
  });
  expect(signedIn.status).toBe(303);
  const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-vzaps-inspector': '1' };
  const events = await send('/inspector/api/events', { headers });
  const { records } = (await events.json()) as { records: { outcome: string; instanceId?: string }[] };
  expect(records.map(({ outcome, instanceId }) => [outcome, instanceId])).toEqual([
    ['handled', 'VZ1'],
    ['duplicate', 'VZ1'],
    ['refused', undefined],
  ]);
  const script = await send('/inspector/?asset=app.js', { headers });
  expect(script.headers.get('content-type')).toContain('javascript');
});

it('the worker responds 401 without the token', async () => {
  const env = bindings();
  for (const path of ['/inspector/', '/inspector/api/events', '/inspector?token=guess']) {
    expect((await worker.fetch(new Request(ORIGIN + path), env)).status).toBe(401);
  }
});
