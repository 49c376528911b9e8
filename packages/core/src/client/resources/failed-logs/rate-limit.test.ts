import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { json, startServer } from '../../test/server.ts';

it('when VZaps asks one retry to wait, those beside it wait too', async () => {
  const took = (response: ServerResponse) => json(response, { success: true, data: {} });
  const held: ServerResponse[] = [];
  const begun: number[] = [];
  let refused = 0;
  const server = await startServer(({ path }, response) => {
    if (!path.endsWith('/retry')) {
      const content = Array.from({ length: 8 }, (_, index) => ({ id: `log${index}` }));
      return json(response, { success: true, data: { content, total: 8, total_pages: 1 } });
    }
    begun.push(performance.now());
    if (begun.length < 3) return void held.push(response);
    if (begun.length > 3) return took(response);
    refused = performance.now();
    json(response, { message: 'slow down' }, 429, { 'retry-after': '1' });
  });
  // The two others are answered when the client knows that it has to wait, and they would go on.
  const vzaps = server.client({
    onResponse: ({ status }) => {
      if (status === 429) held.forEach(took);
    },
  });
  const report = await vzaps.webhooks.retryFailedLogs({ instanceId: 'VZ1', concurrency: 3 });
  expect(report).toMatchObject({ total: 8, retried: 8, failed: 0 });
  expect(begun).toHaveLength(9);
  for (const at of begun.slice(3)) expect(at - refused).toBeGreaterThanOrEqual(990);
});
