// #region end-to-end
import { createReceiver, unsafeSkipVerification, VZapsClient } from '@vzaps/core';
import { createFakeVZaps, sampleContext, sampleEvent } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { pong } from './pong.ts';

it('the bot answers ping with pong', async () => {
  const fake = await createFakeVZaps(); // A real HTTP server on 127.0.0.1.
  const { url: baseUrl, clientToken, clientSecret } = fake;
  const [{ id: instanceId }] = fake.instances;
  const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
  const receiver = createReceiver({ verify: unsafeSkipVerification(), client }).on('Message', pong);

  const outcome = await receiver.dispatch(sampleEvent('Message', { text: 'ping' }), { instanceId });

  expect(outcome.kind).toBe('handled');
  expect(fake.sent).toMatchObject([{ body: { message: 'pong' } }]);
  await client.close();
  await fake.close();
});
// #endregion

// #region unit
it('the bot does not answer other messages', async () => {
  const ctx = sampleContext();
  await pong(sampleEvent('Message', { text: 'hello' }), ctx);
  expect(ctx.replies).toEqual([]);
});
// #endregion
