import { describe, expect, it } from 'vitest';
import { json, startServer, webhook } from '../test/server.ts';

const PATH = '/instances/VZ1/webhook';
const HOUR = 3_600_000;

/** Answers every request but the token request with 429, or another status, and this `Retry-After`. */
const refusing = (retryAfter: string, status = 429) =>
  startServer((_request, response) => json(response, { message: 'slow down' }, status, { 'retry-after': retryAfter }));

describe('a Retry-After beyond maxRetryAfterMs', () => {
  it('fails the call at once, and the error says until when VZaps asks to wait', async () => {
    const server = await refusing('3600');
    const before = Date.now();
    const error = await server
      .client()
      .webhooks.get('VZ1')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', attempts: 1, retryAfterMs: HOUR, retryAt: expect.any(Date) });
    const { retryAt, message } = error as { retryAt: Date; message: string };
    expect(retryAt.getTime()).toBeGreaterThanOrEqual(before + HOUR);
    expect(retryAt.getTime()).toBeLessThanOrEqual(Date.now() + HOUR);
    expect(message).toContain(`slow down. It asks to wait until ${retryAt.toISOString()}.`);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ retryAt: retryAt.toISOString() });
    expect(server.count(PATH)).toBe(1);
  });

  it('fails a call with status 503 at once', async () => {
    const server = await refusing('3600', 503);
    await expect(server.client().webhooks.get('VZ1')).rejects.toMatchObject({ status: 503, attempts: 1 });
  });

  it('is compared with the option of the call', async () => {
    const server = await refusing('1');
    const call = server.client().webhooks.get('VZ1', { retry: { maxRetryAfterMs: 999 } });
    await expect(call).rejects.toMatchObject({ attempts: 1, retryAfterMs: 1_000 });
  });

  it('fails all calls that wait for the token if the token request gets it', async () => {
    const server = await startServer((_request, response) => json(response, {}, 429, { 'retry-after': '3600' }), {
      tokens: false,
    });
    const vzaps = server.client();
    const calls = [vzaps.webhooks.get('VZ1'), vzaps.webhooks.get('VZ2')];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: HOUR });
    expect(server.received).toHaveLength(1);
  });

  it('stops the requests of retryFailedLogs, and the report has the error for each remaining entry', async () => {
    const server = await startServer(({ path }, response) => {
      if (path.endsWith('/retry')) return json(response, {}, 429, { 'retry-after': '3600' });
      const content = Array.from({ length: 50 }, (_, index) => ({ id: `log${index}` }));
      json(response, { success: true, data: { content, total: 50, total_pages: 1 } });
    });
    const report = await server.client().webhooks.retryFailedLogs({ instanceId: 'VZ1', concurrency: 1 });
    expect(report).toMatchObject({ total: 50, retried: 0, failed: 50 });
    expect(report.errors[49]).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(server.received.filter(({ path }) => path.endsWith('/retry'))).toHaveLength(1);
  });
});

it('a Retry-After up to maxRetryAfterMs is waited for', async () => {
  let requests = 0;
  const server = await startServer((_request, response) => {
    requests += 1;
    if (requests === 1) json(response, {}, 429, { 'retry-after': '1' });
    else webhook(response);
  });
  const startedAt = performance.now();
  await expect(server.client().webhooks.get('VZ1')).resolves.toMatchObject({ success: true });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
});
