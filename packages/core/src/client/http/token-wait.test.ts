import { expect, it, onTestFinished, vi } from 'vitest';
import { json, startServer, webhook } from '../test/server.ts';

it('a call waits for the access token up to its timeoutMs, and the token request goes on for other calls', async () => {
  let issue = () => {};
  const server = await startServer(
    ({ path }, response) => {
      if (path !== '/token') return webhook(response);
      issue = () => json(response, { access_token: 'late', expires_in: 3600 });
    },
    { tokens: false },
  );
  const vzaps = server.client();
  const withoutTimeout = vzaps.webhooks.get('VZ1');
  await expect(vzaps.webhooks.get('VZ1', { timeoutMs: 50 })).rejects.toMatchObject({
    code: 'REQUEST_TIMEOUT',
    attempts: 0,
    message: expect.stringContaining('VZaps issued no token for GET /instances/:instanceId/webhook within 50 ms.'),
  });
  while (server.count('/token') === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  issue();
  await expect(withoutTimeout).resolves.toMatchObject({ success: true });
  expect(server.received.map(({ path }) => path)).toEqual(['/token', '/instances/VZ1/webhook']);
});

it('an access token whose lifetime is null is used for more than a minute', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const server = await startServer(
    ({ path }, response) => {
      if (path === '/token') json(response, { access_token: 'some', expires_in: null });
      else webhook(response);
    },
    { tokens: false },
  );
  const vzaps = server.client();
  await vzaps.webhooks.get('VZ1');
  // A lifetime of 0 would be used for one second.
  vi.advanceTimersByTime(60_000);
  await vzaps.webhooks.get('VZ1');
  expect(server.count('/token')).toBe(1);
});

it('calls that waited for the first attempt of a token request get the token of the second attempt', async () => {
  const server = await startServer(
    ({ path }, response, all) => {
      if (path !== '/token') return webhook(response);
      if (all.length > 1) json(response, { access_token: 'second', expires_in: 3600 });
    },
    { tokens: false },
  );
  const vzaps = server.client({ timeoutMs: 1_500 });
  const calls = await Promise.all([vzaps.webhooks.get('VZ1'), vzaps.webhooks.get('VZ2')]);
  expect(calls).toMatchObject([{ success: true }, { success: true }]);
  expect(server.count('/token')).toBe(2);
});

it.each(['"one hour"', '1e999', '-5'])(
  'an access token whose lifetime is %s is requested once for three calls',
  async (expiresIn) => {
    const server = await startServer(
      ({ path }, response) => {
        if (path === '/token') response.end(`{"accessToken":"some","expiresIn":${expiresIn}}`);
        else webhook(response);
      },
      { tokens: false },
    );
    const vzaps = server.client();
    for (let call = 0; call < 3; call++) await vzaps.webhooks.get('VZ1');
    expect(server.count('/token')).toBe(1);
  },
);
