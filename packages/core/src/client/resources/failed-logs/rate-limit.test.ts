import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { json, startServer } from '../../test/server.ts';

it('all retries of retryFailedLogs pause when VZaps asks one of them to wait', async () => {
  const accept = (response: ServerResponse) => json(response, { success: true, data: {} });
  const held: ServerResponse[] = [];
  const startedAt: number[] = [];
  let refused = 0;
  const server = await startServer(({ path }, response) => {
    if (!path.endsWith('/retry')) {
      const content = Array.from({ length: 8 }, (_, index) => ({ id: `log${index}` }));
      return json(response, { success: true, data: { content, total: 8, total_pages: 1 } });
    }
    startedAt.push(performance.now());
    if (startedAt.length < 3) return void held.push(response);
    if (startedAt.length > 3) return accept(response);
    refused = performance.now();
    json(response, { message: 'slow down' }, 429, { 'retry-after': '1' });
  });
  // The two other retries get their response when the client knows about the pause. Without it they would go on.
  const vzaps = server.client({
    onResponse: ({ status }) => {
      if (status === 429) held.forEach(accept);
    },
  });
  const report = await vzaps.webhooks.retryFailedLogs({ instanceId: 'VZ1', concurrency: 3 });
  expect(report).toMatchObject({ total: 8, retried: 8, failed: 0 });
  expect(startedAt).toHaveLength(9);
  for (const at of startedAt.slice(3)) expect(at - refused).toBeGreaterThanOrEqual(990);
});
