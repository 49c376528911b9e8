/** A file of 64 MB through the download route of the API: its memory, and the time it blocks the event loop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { VZapsClient } from '@vzaps/core/client';
import { parseEvent } from '@vzaps/core/events';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { expect, it, onTestFinished } from 'vitest';

const SIZE = 64 * 1024 * 1024;

/** A VZaps of its own process, so that its work does not block the event loop that is measured. */
const SERVER = `
const { createServer } = require('node:http');
const piece = Buffer.alloc(48 * 1024, 'a file ').toString('base64');
const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url.includes('token')) return response.end(JSON.stringify({ access_token: 't', expires_in: 3600 }));
  if (!request.url.includes('download')) return response.end('{"code":200,"success":true,"data":{}}');
  response.write('{"code":200,"success":true,"data":{"mimetype":"video/mp4","data":"data:video/mp4;base64,');
  for (let sent = 0; sent < ${SIZE}; sent += 48 * 1024) {
    const last = Math.min(48 * 1024, ${SIZE} - sent);
    const text = last === 48 * 1024 ? piece : Buffer.alloc(last, 'a file ').toString('base64');
    if (!response.write(text)) await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end('"}}');
}).listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const cpuMicroseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

it('ctx.download() of a large file from the route takes a few times its size in memory, and lets timers run in between', async () => {
  const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void server.kill());
  const [port] = await once(server.stdout, 'data');
  const client = new VZapsClient({
    baseUrl: `http://127.0.0.1:${Number(port)}`,
    clientToken: 'a',
    clientSecret: 'b',
    timeoutMs: 200_000,
  });
  onTestFinished(() => client.close());
  // The first call of a process loads the HTTP client, which takes about 100 ms of CPU time whatever the answer is.
  await client.request('GET', '/anything');

  let before = process.memoryUsage.rss();
  let peak = 0;
  let longest = 0;
  let ticks = 0;
  let total = 0;
  let bytes: Uint8Array = new Uint8Array();
  const handlerTimeoutMs = 300_000;
  const receiver = createReceiver({ verify: unsafeSkipVerification(), client, instanceId: 'VZ1', handlerTimeoutMs }).on(
    'Message',
    async (_event, ctx) => {
      before = process.memoryUsage.rss();
      const started = cpuMicroseconds();
      let last = started;
      const timer = setInterval(() => {
        const now = cpuMicroseconds();
        longest = Math.max(longest, now - last);
        last = now;
        ticks += 1;
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 1);
      ({ bytes } = await ctx.download());
      clearInterval(timer);
      longest = Math.max(longest, cpuMicroseconds() - last);
      total = cpuMicroseconds() - started;
    },
  );
  const chat = '5511999990000@s.whatsapp.net';
  const info = { id: 'A1', chat, sender: chat, timestamp: '2026-09-17T13:31:00-03:00' };
  const message = { video_message: { url: 'https://mmg.example/x', media_key: 'a2V5', mimetype: 'video/mp4' } };
  const outcome = await receiver.dispatch(parseEvent({ type: 'Message', event: { info, message } }));

  expect(outcome.kind).toBe('handled');
  expect(bytes.length).toBe(SIZE);
  expect(Buffer.from(bytes.buffer, 48 * 1024, 7).toString()).toBe('a file ');
  // Timers run during the download, because Node reads at most 2 MB from a socket at once. No task between two timers takes a
  // large part of the CPU time.
  expect(ticks).toBeGreaterThan(30);
  expect(longest / total).toBeLessThan(1 / 8);
  expect((peak - before) / SIZE).toBeLessThan(4);
});
