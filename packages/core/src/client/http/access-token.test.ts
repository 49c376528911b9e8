import { afterEach, describe, expect, it, vi } from 'vitest';
import { json, SECRETS, startServer, webhook } from '../test/server.ts';

const PATH = '/instances/VZ1/webhook';

/** Stops `performance.now()`. Timers and the network run as usual. */
const stopClock = () => vi.useFakeTimers({ toFake: ['performance'] });
afterEach(() => {
  vi.useRealTimers();
});

describe('the access token', () => {
  it('is requested once for many calls that start at the same time', async () => {
    const server = await startServer((_request, response) => webhook(response));
    const vzaps = server.client();

    await Promise.all(Array.from({ length: 50 }, () => vzaps.webhooks.get('VZ1')));

    expect(server.count('/token')).toBe(1);
    expect(server.received[0]?.body).toBe('{"client_token":"client-token-4711","client_secret":"client-secret-4712"}');
    expect(server.received[1]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'x-client-token': SECRETS.clientToken,
    });
    expect(server.received[1]?.headers['x-instance-token']).toBeUndefined();
  });

  it('is renewed before it expires', async () => {
    stopClock();
    const server = await startServer(
      ({ path }, response) => {
        if (path === '/token') json(response, { access_token: 'short', expires_in: 10 });
        else webhook(response);
      },
      { tokens: false },
    );
    const vzaps = server.client({ tokenSkewMs: 8_000 });

    await vzaps.webhooks.get('VZ1');
    await vzaps.webhooks.get('VZ1');
    expect(server.count('/token')).toBe(1);
    // At least half of the lifetime is used, although the skew is longer.
    vi.advanceTimersByTime(4_999);
    await vzaps.webhooks.get('VZ1');
    expect(server.count('/token')).toBe(1);
    vi.advanceTimersByTime(1);
    await vzaps.webhooks.get('VZ1');
    expect(server.count('/token')).toBe(2);
  });

  it.each([0, 1, -5, 30, 'soon', undefined])(
    'is requested once for twenty calls if expires_in is %s',
    async (expires_in) => {
      stopClock();
      const server = await startServer(
        ({ path }, response) => {
          if (path === '/token') json(response, { access_token: 'short', expires_in });
          else webhook(response);
        },
        { tokens: false },
      );
      const vzaps = server.client();
      for (let i = 0; i < 20; i++) await vzaps.webhooks.get('VZ1');
      expect(server.count('/token')).toBe(1);
    },
  );

  it('is renewed once for twenty calls that VZaps refused with 401', async () => {
    const server = await startServer(({ headers }, response) => {
      headers.authorization === 'Bearer token-1' ? json(response, {}, 401) : webhook(response);
    });
    const vzaps = server.client();
    await Promise.all(Array.from({ length: 20 }, () => vzaps.webhooks.get('VZ1')));
    expect(server.count('/token')).toBe(2);
    expect(server.count(PATH)).toBe(40);
  });

  it('arrives at the other callers although the first caller aborts', async () => {
    let issue = () => {};
    const server = await startServer(
      ({ path }, response) => {
        if (path === PATH) return webhook(response);
        issue = () => json(response, { access_token: 'late', expires_in: 60 });
      },
      { tokens: false },
    );
    const vzaps = server.client();
    const reason = new Error('the user left');
    const controller = new AbortController();
    const first = vzaps.webhooks.get('VZ1', { signal: controller.signal });
    const second = vzaps.webhooks.get('VZ1');
    while (server.count('/token') === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    controller.abort(reason);
    await expect(first).rejects.toBe(reason);
    issue();
    await expect(second).resolves.toMatchObject({ success: true });
    expect(server.count('/token')).toBe(1);
    expect(server.count(PATH)).toBe(1);
  });

  it('is not requested again after VZaps refused the credentials with 401', async () => {
    const server = await startServer(
      (_request, response) => json(response, { message: 'Invalid client credentials' }, 401),
      {
        tokens: false,
      },
    );
    const vzaps = server.client();
    await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject({
      code: 'AUTHENTICATION_FAILED',
      status: 401,
      message: expect.stringContaining('VZaps answered 401 to POST /token: Invalid client credentials'),
    });
    expect(server.received).toHaveLength(1);
  });

  it('is returned by auth.getAccessToken()', async () => {
    const server = await startServer(() => {});
    const vzaps = server.client();
    expect(await vzaps.auth.getAccessToken()).toBe('token-1');
    expect(await vzaps.auth.getAccessToken()).toBe('token-1');
  });
});

describe('a client without a client secret', () => {
  it('sends the instance token and the client token', async () => {
    const server = await startServer((_request, response) => webhook(response));
    const vzaps = server.client({ clientSecret: undefined });

    await vzaps.webhooks.get('VZ1', { instanceToken: 'instance-token-1' });
    await vzaps.forInstance('VZ1', { instanceToken: 'instance-token-2' }).webhooks.get();
    await server.client({ clientSecret: undefined, instanceToken: 'instance-token-3' }).webhooks.get('VZ1');

    expect(server.received.map(({ headers }) => headers['x-instance-token'])).toEqual([
      'instance-token-1',
      'instance-token-2',
      'instance-token-3',
    ]);
    for (const { headers } of server.received) {
      expect(headers['x-client-token']).toBe(SECRETS.clientToken);
      expect(headers.authorization).toBeUndefined();
    }
  });

  it('names the missing credential and sends nothing', async () => {
    const server = await startServer((_request, response) => webhook(response));
    const vzaps = server.client({ clientSecret: undefined });

    const missing = { code: 'INVALID_OPTION', message: expect.stringContaining('clientSecret') };
    await expect(vzaps.webhooks.get('VZ1')).rejects.toMatchObject(missing);
    await expect(vzaps.instances.list()).rejects.toMatchObject(missing);
    await expect(vzaps.instances.cancel('VZ1', { instanceToken: 'x' })).rejects.toMatchObject(missing);
    await expect(vzaps.auth.getAccessToken()).rejects.toMatchObject(missing);
    expect(server.received).toHaveLength(0);
  });
});
