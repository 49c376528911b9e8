import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { startServer } from '../../test/server.ts';

it('a request does not wait behind a slow one while another socket is free', async () => {
  let slow: ServerResponse | undefined;
  const server = await startServer(({ path }, response) => {
    if (path.includes('/SLOW/')) slow = response;
    else response.end('{}');
  });
  const options = { clientSecret: undefined, instanceToken: 'b', connections: 2, retry: { attempts: 1 } };
  const vzaps = server.client({ ...options, timeoutMs: 20_000 });
  const first = vzaps.chatwoot.get('SLOW');
  await Promise.all(Array.from({ length: 40 }, () => vzaps.chatwoot.get('QUICK')));
  slow?.end('{}');
  await expect(first).resolves.toMatchObject({ success: true });
}, 60_000);
