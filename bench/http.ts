/**
 * How much CPU time a delivery costs over HTTP, compared with the framework's own JSON route.
 * `npx -y pnpm@10.34.9 --filter bench http`
 */
import { fileURLToPath } from 'node:url';
import { compare } from './harness/compare.ts';
import { report } from './harness/report.ts';
import { readArguments } from './harness/settings.ts';
import type { Candidate } from './harness/types.ts';
import { encodeRequest, Load } from './http/load.ts';
import { ServerProcess, serveIfAsked } from './http/server-process.ts';
import { frameworks, startServer, TARGET } from './http/servers.ts';
import { payloads } from './receive/payloads.ts';

const BARE = 'bare route';
// Connections that stay open. Each has one request at a time.
const CONNECTIONS = 16;

const { settings, only } = readArguments();
let sent = 0;

/** Every request has a new message id, otherwise the receiver would only find duplicates. */
function createRequests(count: number): Buffer[] {
  const [payload] = payloads;
  return Array.from({ length: count }, () => {
    sent += 1;
    return encodeRequest(TARGET, payload?.create(sent) as Buffer);
  });
}

async function createCandidate(name: string, does: string, server: ServerProcess): Promise<Candidate> {
  const load = await Load.open(server.port, CONNECTIONS);
  // A server needs thousands of requests before all of its code is compiled.
  await load.send(createRequests(settings.warmUpCalls));
  return {
    name,
    does,
    async measure(calls) {
      const requests = createRequests(Math.max(calls, CONNECTIONS));
      const before = await server.cpuTime();
      await load.send(requests);
      return ((await server.cpuTime()) - before) / requests.length;
    },
    stop() {
      load.close();
      server.stop();
    },
  };
}

if (!(await serveIfAsked(startServer))) {
  const results = [];
  for (const { name } of frameworks.filter((each) => each.name.includes(only))) {
    const bundle = fileURLToPath(import.meta.url);
    const candidates = [
      await createCandidate(
        BARE,
        'parses the body, answers with JSON',
        await ServerProcess.start(bundle, `${name} bare`),
      ),
      await createCandidate(
        'vzapsWebhook',
        'verifies the signed URL, validates the event, orders, finds duplicates, calls a handler',
        await ServerProcess.start(bundle, `${name} ours`),
      ),
    ];
    const create = candidates.map((candidate) => () => candidate);
    const title = `HTTP, ${name}, 1 kB text`;
    results.push(await compare({ title, candidates: create, baselines: [BARE] }, settings));
  }
  report('http', results, settings);
}
