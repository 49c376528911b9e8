/** The entries that run outside Node: they load and work without modules of Node, its `process` and `eval`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';
import { readPublishedManifests } from './published.ts';

/** The packages that run on edge runtimes. The others need Node. */
const PACKAGES = ['@vzaps/core', '@vzaps/hono'];
const entries = readPublishedManifests()
  .filter(({ name }) => PACKAGES.includes(name))
  .flatMap(({ name, exports }) =>
    Object.keys(exports)
      // The ES module of @opentelemetry/api is only for bundlers.
      .filter((path) => !path.endsWith('.json') && path !== './otel')
      .map((path) => name + path.slice(1)),
  );

/** The export conditions of the runtimes. Node's own conditions do not apply. */
const CONDITIONS: Record<string, string[]> = {
  Workers: ['workerd', 'worker', 'browser'],
  'the edge runtime of Vercel': ['edge-light', 'worker', 'browser'],
  'a browser': ['browser'],
  'a runtime that no package knows': [],
};

/** Code that makes the global `process` like that of another runtime. A program runs it before it imports an entry. */
const PROCESSES = `
const unsupported = () => { throw new Error('A Node.js API is used'); };
const processes = {
  'there is no process': () => { delete globalThis.process; },
  'process.getBuiltinModule is missing': () => { delete process.getBuiltinModule; },
  // As on the edge runtime of Next.js.
  'the functions of process throw': () => {
    const value = { env: {}, getBuiltinModule: unsupported, emitWarning: unsupported, nextTick: unsupported };
    Object.defineProperty(globalThis, 'process', { value });
  },
};
`;
const NAMES = [...PROCESSES.matchAll(/'([\w. ]+)': \(\)/g)].map(([, name = '']) => name);

const PROGRAM = `
import { register } from 'node:module';

${PROCESSES}
const [conditions, entries, name] = process.argv.slice(2);
const hook = \`export async function resolve(specifier, context, next) {
  const conditions = ['import', 'module', 'default', ...\${conditions}];
  const resolved = await next(specifier, { ...context, conditions });
  if (resolved.url.startsWith('node:')) throw new Error(context.parentURL + ' imports ' + specifier);
  return resolved;
}\`;
register('data:text/javascript,' + encodeURIComponent(hook));

const { log } = console;
processes[name]();
// The Request and Response of Node need Buffer, so it comes back after the imports.
const { Buffer } = globalThis;
delete globalThis.Buffer;

const { VZapsClient, createReceiver, createUrlSigner, schemas, ...exported } = Object.assign(
  {}, ...(await Promise.all(JSON.parse(entries).map((entry) => import(entry)))));
globalThis.Buffer = Buffer;
log(typeof exported.vzapsWebhook);

const paths = [];
const fetch = async (url) => {
  paths.push(new URL(url).pathname.split('/').at(-1));
  return Response.json(paths.length === 1 ? { access_token: 't', expires_in: 3600 } : { code: 200, success: true, data: { message_id: 'M1' } });
};
const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b', baseUrl: 'https://x.example', fetch });
const signer = createUrlSigner({ secret: 'x'.repeat(32) });
const receiver = createReceiver({ verify: signer.verify, client }).on('Message', async (event, ctx) => {
  log(event.text, schemas.Message.safeParse(payload).success, (await ctx.reply('pong')).messageId);
});
const chat = '5511999990000@s.whatsapp.net';
const info = { id: 'A1', chat, sender: chat, timestamp: '2026-01-01T00:00:00Z' };
const payload = { type: 'Message', event: { info, message: { conversation: 'ping' } } };
const body = JSON.stringify(payload);
const url = signer.sign('https://x.example/hook', { instanceId: 'VZ1' });
const response = await receiver.fetch(new Request(url, { method: 'POST', body }));
log(response.status, paths.join());
// The verifier names no instance, which is a warning.
const unnamed = createReceiver({ verify: () => ({ ok: true }) }).on('Message', () => {});
log((await unnamed.receive({ method: 'POST', target: '/', headers: {}, body })).kind);
`;
const NO_EVAL = '--disallow-code-generation-from-strings';
const EXPECTED = 'function\nping true M1\n200 token,text\nhandled\n';

let project: Project;

beforeAll(async () => {
  project = await createProject('edge-imports', { type: 'module', ours: PACKAGES, packages: ['hono'] });
  project.write('program.js', PROGRAM);
});

afterAll(() => project?.remove());

describe.each(Object.keys(CONDITIONS))('on %s', (runtime) => {
  it.each(NAMES)('every entry loads and works without eval where %s', async (name) => {
    expect(entries.length).toBeGreaterThan(5);
    const given = [JSON.stringify(CONDITIONS[runtime]), JSON.stringify(entries), name];
    expect(await project.runAsync('node', NO_EVAL, 'program.js', ...given)).toBe(EXPECTED);
  });
});
