/**
 * How much CPU time a call of the API client costs, compared with plain requests. The API is in another process.
 * `npx -y pnpm@10.34.9 --filter bench client`
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { VZapsClient } from '@vzaps/core/client';
import { Agent, request } from 'undici';
import { compare } from './harness/compare.ts';
import { report } from './harness/report.ts';
import { readArguments } from './harness/settings.ts';
import type { Candidate, Comparison } from './harness/types.ts';
import { ServerProcess, serveIfAsked } from './http/server-process.ts';

const AT_ONCE = 10;
const MESSAGE = { instanceId: 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF', phone: '5511999990000', message: 'Your order was sent.' };
const PATH = `/instances/${MESSAGE.instanceId}/chat/send/text`;
const ANSWER = JSON.stringify({
  code: 200,
  success: true,
  data: { details: 'Sent', message_id: '3EB0C767D26A1B5F7A11' },
});
const TOKEN = JSON.stringify({ code: 200, success: true, data: { access_token: 'an-access-token', expires_in: 3600 } });
const answerTo = (path: string): string => (path === '/token' ? TOKEN : ANSWER);

function startApi(): Promise<number> {
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      const body = answerTo(incoming.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** What an application sends without a client. */
const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-client-token': 'client-token',
  authorization: 'Bearer an-access-token',
};
const createBody = () => JSON.stringify({ phone: MESSAGE.phone, message: MESSAGE.message });

/** One call of the candidate makes this many calls at once. */
const atOnce = (name: string, does: string, call: () => Promise<unknown>) => (): Candidate => ({
  name,
  does,
  call: () => Promise.all(Array.from({ length: AT_ONCE }, call)),
  check(results) {
    if (!JSON.stringify(results).includes('3EB0C767D26A1B5F7A11')) throw new Error('not sent');
  },
});

const credentials = { clientToken: 'client-token', clientSecret: 'client-secret' };
const OURS = 'checks and translates the arguments, authorises, retries, time limit, checks the response';
const sendWith = (client: VZapsClient) => () => client.messages.sendText(MESSAGE);

function overNetwork(baseUrl: string): Comparison[] {
  const dispatcher = new Agent({ connections: 32, pipelining: 1 });
  const plainUndici = async () => {
    const { body } = await request(baseUrl + PATH, { method: 'POST', headers, body: createBody(), dispatcher });
    return body.json();
  };
  const plainFetch = async () => {
    const response = await fetch(baseUrl + PATH, { method: 'POST', headers, body: createBody() });
    return response.json();
  };
  const ours = new VZapsClient({ ...credentials, baseUrl });
  const withFetch = new VZapsClient({ ...credentials, baseUrl, fetch: globalThis.fetch });
  return [
    {
      title: `API client, ${AT_ONCE} calls at once, undici`,
      baselines: ['undici.request'],
      candidates: [
        atOnce('undici.request', 'sends JSON, reads JSON', plainUndici),
        atOnce('VZapsClient', OURS, sendWith(ours)),
      ],
    },
    {
      title: `API client, ${AT_ONCE} calls at once, fetch`,
      baselines: ['fetch'],
      candidates: [
        atOnce('fetch', 'sends JSON, reads JSON', plainFetch),
        atOnce('VZapsClient with fetch', OURS, sendWith(withFetch)),
      ],
    },
  ];
}

/** Answers at once, so that only the client's own work is measured. */
function withoutNetwork(): Comparison {
  const respond = async ({ path }: { path: string }) => ({
    statusCode: 200,
    headers: {},
    body: (async function* () {
      yield Buffer.from(answerTo(path));
    })(),
  });
  const client = new VZapsClient({ ...credentials, dispatcher: { request: respond } });
  const readAnswer = async () => {
    let text = '';
    for await (const chunk of (await respond({ path: PATH })).body) text += chunk.toString();
    return JSON.parse(text);
  };
  return {
    title: `API client, ${AT_ONCE} calls at once, no network`,
    baselines: ['the answer alone'],
    candidates: [atOnce('the answer alone', 'reads JSON', readAnswer), atOnce('VZapsClient', OURS, sendWith(client))],
  };
}

if (!(await serveIfAsked(startApi))) {
  const { settings, only } = readArguments();
  const api = await ServerProcess.start(fileURLToPath(import.meta.url), 'api');
  const comparisons = [...overNetwork(`http://127.0.0.1:${api.port}`), withoutNetwork()];
  const results = [];
  for (const comparison of comparisons.filter(({ title }) => title.includes(only))) {
    results.push(await compare(comparison, settings));
  }
  report('client', results, settings);
  api.stop();
  process.exit();
}
