import { createUrlSigner } from '@vzaps/core/webhooks';
import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it, onTestFinished } from 'vitest';
import worker from '../../packages/hono/recipes/worker.ts';

it('the program for Workers reads its secrets from the bindings and answers "ping" with "pong"', async () => {
  const fake = await createFakeVZaps();
  onTestFinished(() => fake.close());
  const [{ id: instanceId }] = fake.instances;
  const bindings = {
    WEBHOOK_SECRET: 'x'.repeat(32),
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_BASE_URL: fake.url,
  };
  const url = createUrlSigner({ secret: bindings.WEBHOOK_SECRET }).sign('https://x.example/webhooks/vzaps', {
    instanceId,
  });
  const body = JSON.stringify(samplePayload('Message', { text: 'ping' }));
  const response = await worker.fetch(new Request(url, { method: 'POST', body }), bindings);
  expect(await response.json()).toEqual({ outcome: 'handled' });
  expect(fake.sent.map(({ body: sent }) => sent.message)).toEqual(['pong']);
});
