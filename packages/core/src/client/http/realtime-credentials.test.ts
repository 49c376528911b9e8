import { expect, it } from 'vitest';
import { json, SECRETS, startServer } from '../test/server.ts';

it('realtimeCredentials() returns the tokens of a handshake and the time until they are renewed', async () => {
  const server = await startServer((_request, response) => json(response, {}));
  const client = server.client();
  const first = await client.realtimeCredentials('VZ1', { instanceToken: 'instance-token-1' });
  expect(first).toMatchObject({ clientToken: SECRETS.clientToken, instanceToken: 'instance-token-1' });
  expect(first.renewInMs).toBeGreaterThan(0);
  expect((await client.realtimeCredentials('VZ1')).accessToken).toBe(first.accessToken);
  expect(server.count('/token')).toBe(1);
});

it('realtimeCredentials() asks for a new token with `refresh`, once for calls at the same time', async () => {
  const server = await startServer((_request, response) => json(response, {}));
  const client = server.client();
  const { accessToken } = await client.realtimeCredentials('VZ1');
  const refreshed = await Promise.all([1, 2, 3].map(() => client.realtimeCredentials('VZ1', { refresh: true })));
  const tokens = new Set(refreshed.map((each) => each.accessToken));
  expect(tokens.size).toBe(1);
  expect(tokens.has(accessToken)).toBe(false);
  expect(server.count('/token')).toBe(2);
});

it.each([
  ['a wrong instance id', 'a/b', {}, 'INVALID_REQUEST'],
  ['a wrong instance token', 'VZ1', { instanceToken: 'with space' }, 'INVALID_REQUEST'],
])('realtimeCredentials() refuses %s', async (_, id, options, code) => {
  const server = await startServer((_request, response) => json(response, {}));
  await expect(server.client().realtimeCredentials(id, options)).rejects.toMatchObject({ code });
  expect(server.count('/token')).toBe(0);
});

it('realtimeCredentials() needs a client secret', async () => {
  const server = await startServer((_request, response) => json(response, {}));
  const client = server.client({ clientSecret: undefined, instanceToken: 'instance-token-1' });
  await expect(client.realtimeCredentials('VZ1')).rejects.toMatchObject({ code: 'INVALID_OPTION' });
});
