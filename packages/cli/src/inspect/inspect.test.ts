import { createFakeVZaps, samplePayload } from '@vzaps/testing';
import { expect, it } from 'vitest';
import { startApplication } from '../test/application.ts';
import { runCli, startCli } from '../test/run-cli.ts';
import type { RunningCli } from '../test/screen.ts';
import { startSession } from '../test/session.ts';
import { startProcess } from '../test/start-process.ts';

/** Signs in with the printed address, as a browser does, and returns what reads and calls the API. */
async function openInspector(cli: RunningCli) {
  await cli.shows('Inspector: ');
  const [, address = ''] = /Inspector: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/.exec(cli.screen()) ?? [];
  const page = await fetch(address);
  expect(page.status).toBe(200);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, 'x-vzaps-inspector': '1', 'sec-fetch-site': 'same-origin' };
  const { origin } = new URL(address);
  return {
    origin,
    read: async (path: string) => (await fetch(`${origin}/api/${path}`, { headers })).json() as Promise<Events>,
    post: async (path: string, body: object) =>
      (await fetch(`${origin}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json(),
  };
}
interface Events {
  records: { id: string; outcome: string; status: number; type: string; source: string; summary: string }[];
}

it('vzaps fake --traffic --inspect shows live events on a page, with one command', async () => {
  const args = ['fake', '--port', '0', '--traffic', '--interval', '20', '--inspect', '--inspect-port', '0'];
  const cli = startProcess(args);
  const { read, post } = await openInspector(cli);
  await expect.poll(async () => (await read('events')).records.length).toBeGreaterThan(3);
  const { records } = await read('events');
  expect(records[0]).toMatchObject({ type: 'Message', outcome: 'unhandled', source: 'realtime' });
  expect(await read('state')).toMatchObject({ can: { replay: true, logs: true, media: true } });
  expect(await post(`events/${records[0]?.id}/replay`, {})).toMatchObject({ outcome: 'unhandled' });
  cli.kill('SIGTERM');
  expect(await cli.exitCode).toBe(0);
});

it('vzaps listen --inspect shows the answers of the application, and sends a delivery again', async () => {
  const session = await startSession();
  const { fake, instanceId } = session;
  const application = await startApplication();
  const cli = session.start(['listen', '--inspect', '--port', '0', '--forward-to', application.url]);
  const { read, post } = await openInspector(cli);
  await cli.shows('Waiting for events');
  fake.realtime.emit(instanceId, samplePayload('Message', { text: 'ping' }));
  await cli.shows('200 handled');
  application.isBroken = true;
  fake.realtime.emit(instanceId, samplePayload('Message', { text: 'pong' }));
  await cli.shows('500 failed');
  const { records } = await read('events');
  expect(records.map(({ outcome, status, source, summary }) => [outcome, status, source, summary])).toEqual([
    ['handled', 200, 'forwarded', 'ping'],
    ['failed', 500, 'forwarded', 'pong'],
  ]);
  expect(await read('state')).toMatchObject({ forwardTo: application.url, can: { replay: false, replayToUrl: true } });
  application.isBroken = false;
  const answer = await post(`events/${records[1]?.id}/replay`, { url: application.url });
  expect(answer).toMatchObject({ status: 200, outcome: 'handled' });
  expect(application.handled.map((event) => 'text' in event && event.text)).toEqual(['ping', 'pong']);
  cli.interrupt();
  expect(await cli.exitCode).toBe(0);
});

it('the inspector refuses a request without the token, and uses another port if its default port is in use', async () => {
  const fake = await createFakeVZaps();
  const taken = new URL(fake.url).port;
  const { exitCode, screen } = await runCli(['fake', '--port', '0', '--inspect', '--inspect-port', taken]);
  await fake.close();
  expect(exitCode).toBe(1);
  expect(screen).toContain(`Port ${taken} is not free`);
  const clis = [1, 2].map(() => startCli(['fake', '--port', '0', '--inspect']));
  const origins = await Promise.all(clis.map(async (cli) => (await openInspector(cli)).origin));
  expect(new Set(origins).size).toBe(2);
  for (const origin of origins) expect((await fetch(`${origin}/api/events`)).status).toBe(401);
});
