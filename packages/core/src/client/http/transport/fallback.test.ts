import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { startServer, webhook } from '../../test/server.ts';

// Undici is not ours. Its import fails here as it does in some bundles and test runners.
vi.mock('undici', () => {
  throw new Error('Dynamic require of "node:assert" is not supported');
});
afterEach(() => {
  vi.unstubAllGlobals();
});
// The next file of this worker loads undici.
afterAll(() => {
  vi.doUnmock('undici');
});

it('the client uses the global fetch if undici cannot be loaded', async () => {
  const server = await startServer((_request, response) => webhook(response));
  const fetch = vi.fn(globalThis.fetch);
  vi.stubGlobal('fetch', fetch);
  await expect(server.client().webhooks.get('VZ1')).resolves.toMatchObject({ success: true });
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('the client throws TRANSPORT_UNAVAILABLE without undici and without a global fetch', async () => {
  const server = await startServer((_request, response) => webhook(response));
  const vzaps = server.client();
  vi.stubGlobal('fetch', undefined);
  await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({
    code: 'TRANSPORT_UNAVAILABLE',
    message: expect.stringContaining('Give the option `fetch` to new VZapsClient().'),
    cause: expect.any(Error),
  });
  expect(server.received).toHaveLength(0);
  vi.unstubAllGlobals();
  await expect(vzaps.webhooks.get('VZ1')).resolves.toMatchObject({ success: true });
});
