/** The named code blocks of the guides, each made a module of its own that TypeScript can check. */
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

/** The blocks of all guides. A block that shows refused calls does not compile. Its name begins with `refused`. */
export function listGuideBlocks(): GuideBlock[] {
  return listFiles('docs/guides').flatMap((path) =>
    [...read(path).matchAll(BLOCK)]
      .filter(([, name = '']) => !name.startsWith('refused'))
      .map(([, name, code = '']) => ({ title: `${path}: ${name}`, module: toModule(code, AMBIENT[path] ?? {}) })),
  );
}

function toModule(code: string, ambient: Record<string, string>): string {
  const own = new Set([...code.matchAll(/^const (\w+)/gm)].map(([, name]) => name));
  const declarations = Object.entries(ambient)
    .filter(([name]) => !own.has(name))
    .map(([name, type]) => `declare const ${name}: ${type};`);
  return [code, ...declarations, 'export {};'].join('\n');
}
