/** The named code blocks of the guides and of other pages, each made a module of its own that TypeScript can check. */
import { listUnquoted } from './snippets.ts';
import { listFiles, read } from './workspace.ts';

export interface GuideBlock {
  /** `docs/guides/replay.md: deliver-again`. */
  title: string;
  module: string;
}

/** What the blocks of a guide may use without a declaration. */
const AMBIENT: Record<string, Record<string, string>> = {
  'docs/guides/from-the-official-sdk.md': {
    client: "import('@vzaps/core/client').VZapsClient",
    clientToken: 'string',
    clientSecret: 'string',
    instanceId: 'string',
    phone: 'string',
  },
  'docs/guides/realtime.md': {
    client: "import('@vzaps/core/client').VZapsClient",
    receiver: "import('@vzaps/core/webhooks').Receiver",
    clientToken: 'string',
    clientSecret: 'string',
    instanceId: 'string',
    report: '(...details: unknown[]) => void',
  },
  'docs/guides/replay.md': {
    vzaps: "import('@vzaps/core').VZapsClient",
    receiver: "import('@vzaps/core').Receiver",
    store: '{ forget(keys: readonly string[]): unknown }',
    instanceId: 'string',
    bugBegan: 'Date',
    fixWasLive: 'Date',
  },
};

const BLOCK = /<!-- block: ([\w-]+) -->\n```ts\n([\s\S]*?)```/g;

/** A page shows the imports of a name once. Later blocks use the name without an import. */
const typesIn = (specifier: string, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `typeof import('${specifier}').${name}`]));
const typesOf = (...names: string[]): Record<string, string> => typesIn('@vzaps/express', ...names);

const HANDLERS = {
  client: "import('@vzaps/express').VZapsClient",
  receiver: "import('@vzaps/express').Receiver<import('@vzaps/express').VZapsClient>",
  signer: "import('@vzaps/express').UrlSigner",
  instanceId: 'string',
  phone: 'string',
};

Object.assign(AMBIENT, {
  'docs/guides/from-a-hand-written-handler.md': {
    ...HANDLERS,
    ...typesOf('createReceiver', 'urlToken', 'vzapsWebhook'),
    app: "import('express').Express",
    express: "typeof import('express')",
    token: 'string',
  },
  'docs/guides/groups-and-hidden-numbers.md': {
    ...HANDLERS,
    ...typesOf('parseJid'),
    own: 'string[]',
    findByPhone: '(phone: string) => Promise<unknown>',
    findByLid: '(jid: string) => Promise<unknown>',
    remember: '(customer: unknown, text: string) => Promise<void>',
    updateMember: '(chat: string, member: string, type: string) => Promise<void>',
  },
  'docs/guides/media.md': {
    ...HANDLERS,
    ...typesOf('createReceiver'),
    folder: 'string',
    pdf: 'Uint8Array',
    save: '(id: string, bytes: Uint8Array, type: string) => Promise<void>',
  },
  'docs/guides/receipts.md': {
    ...HANDLERS,
    ...typesOf('isNewerReceipt'),
    webhookURL: 'string',
    statuses: 'Map<string, string | undefined>',
  },
  'docs/guides/several-accounts.md': {
    ...HANDLERS,
    ...typesOf('createReceiver'),
    instanceIds: 'string[]',
    nameOf: '(instanceId: string | undefined) => string',
    clientOf: "(instanceId: string) => import('@vzaps/express').VZapsClient",
  },
  'docs/guides/adapter-contract.md': {
    ...typesIn('@vzaps/testing', 'adapterContract', 'remote', 'samplePayload'),
    fake: "import('@vzaps/testing').FakeVZaps",
    instanceId: 'string',
    startMyServer: '(options: { port: number; handler: unknown }) => Promise<{ port: number; close(): Promise<void> }>',
    myAdapter: "(receiver: import('@vzaps/core').Receiver) => unknown",
    mountBehindParser: "import('@vzaps/testing').AdapterMount",
    myFetchAdapter: "(receiver: import('@vzaps/core').Receiver) => (request: Request) => Promise<Response>",
    startServerOnBun: "() => Promise<import('@vzaps/testing').Mounted>",
  },
  'docs/guides/going-to-production.md': {
    ...typesIn('@vzaps/express', 'createRecovery'),
    ...typesIn('@vzaps/redis', 'redisRecoveryState'),
    app: "import('express').Express",
    server: "import('node:http').Server",
    receiver: HANDLERS.receiver,
    recovery: "import('@vzaps/express').Recovery",
    inbox: "import('@vzaps/redis').RedisInbox",
    redis: "import('ioredis').Redis",
    vzaps: HANDLERS.client,
    instanceId: 'string',
    alertSomeone: '(logId: string) => void',
  },
  'docs/guides/receiver.md': {
    ...HANDLERS,
    ...typesIn('@vzaps/express', 'isNewerReceipt'),
    row: "{ state: import('@vzaps/express').ReceiptState | undefined }",
  },
  'docs/guides/redis.md': {
    ...typesIn('@vzaps/express', 'createRecovery'),
    ...typesIn('@vzaps/redis', 'redisRecoveryState'),
    client: HANDLERS.client,
    inbox: "import('@vzaps/redis').RedisInbox",
    instanceIds: 'string[]',
    redis: "import('ioredis').Redis",
    id: 'string',
  },
  'docs/observability.md': {
    vzaps: HANDLERS.client,
    signer: HANDLERS.signer,
    inbox: "import('@vzaps/redis').RedisInbox",
    instanceIds: 'string[]',
  },
  'docs/guides/testing-your-handlers.md': {
    pong: "(event: import('@vzaps/express').EventOf<'Message'>, ctx: import('@vzaps/express').MessageActions) => Promise<void>",
  },
});

const pages = listFiles('docs').filter((path) => path.endsWith('.md'));

/** The blocks of all pages that must compile. A block whose name begins with `refused` shows calls that do not compile. */
export function listGuideBlocks(): GuideBlock[] {
  return pages.flatMap((path) =>
    [...read(path).matchAll(BLOCK)]
      .filter(([, name = '']) => !name.startsWith('refused'))
      .map(([, name, code = '']) => ({ title: `${path}: ${name}`, module: toModule(code, AMBIENT[path] ?? {}) })),
  );
}

/** Pages whose blocks are the files of a project: tests/consumers builds it and starts it. */
const PROJECTS = ['docs/guides/nextjs-and-fetch-frameworks.md'];

/** The TypeScript blocks that are neither compiled by name nor quoted from a file, by page. */
export function listUncheckedBlocks(): string[] {
  return pages
    .filter((path) => !PROJECTS.includes(path))
    .flatMap((path) =>
      listUnquoted(read(path).replace(BLOCK, ''), 'ts').map((code) => `${path}: ${code.split('\n', 1)[0]}`),
    );
}

function toModule(code: string, ambient: Record<string, string>): string {
  const body = code.replace(/^import .* from '\.\/.*';\n/gm, '');
  const declared = [...body.matchAll(/^(?:(?:export )?(?:const|async function) ([^=(]+)|import \{(.*?)\})/gm)];
  const own = new Set(declared.flatMap(([, pattern, imports = '']) => (pattern ?? imports).match(/\w+/g) ?? []));
  const declarations = Object.entries(ambient)
    .filter(([name]) => !own.has(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  return [body, ...declarations, 'export {};'].join('\n');
}
