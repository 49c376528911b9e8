/** Next.js, SvelteKit and React Router with the files of their guide: built without secrets, and served. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGuideFiles } from './guide-files.ts';
import { createProject, openProject, type Project } from './project.ts';
import { serveApp } from './served-app.ts';

const GUIDE = 'nextjs-and-fetch-frameworks.md';
const { 'vzaps.ts': RECEIVER = '' } = readGuideFiles(GUIDE, 'The receiver');
const REACT = ['react@19.3.1', 'react-dom@19.3.1', '@types/react@19.2.2', '@types/node'];

let next: Project;
let vite: Project;

beforeAll(async () => {
  [next, vite] = await Promise.all([
    createProject('next', {
      type: 'none',
      ours: ['@vzaps/core'],
      packages: ['next@16.4.6', 'typescript', ...REACT],
    }),
    createProject('fetch-frameworks', {
      type: 'module',
      ours: ['@vzaps/core'],
      packages: [
        ...['vite@7.3.8', '@sveltejs/kit@2.70.4', '@sveltejs/adapter-node@5.5.7'],
        ...['@sveltejs/vite-plugin-svelte@6.2.3', 'svelte@5.57.3', 'typescript@5.9.3', 'isbot@5.2.3'],
        ...['dev', 'node', 'express'].map((name) => `@react-router/${name}@7.18.4`),
        ...['react-router@7.18.4', 'express@4.22.3', ...REACT],
      ],
    }),
  ]);
});

afterAll(() => {
  next?.remove();
  vite?.remove();
});

/** Writes the files of an application into a folder of a project, and opens the folder as a project. */
function writeApp(folder: string, files: Record<string, string>): Project {
  const app = openProject(folder);
  for (const [path, text] of Object.entries(files)) app.write(path, text);
  return app;
}

/** The responses to a signed message, to an unsigned one, and to a signed one of 2 MB. */
const ANSWERS = ['200 handled', '401 refused', '200 handled'];
const PATH = '/webhooks/vzaps';
// Milliseconds. A build takes seconds on a quiet machine, and minutes on a busy one.
const BUILD_TIMEOUT = 600_000;
const SIGNATURE = /v1\.[0-9a-f]/;

async function build(app: Project, ...args: string[]): Promise<void> {
  const { code, output } = await app.tryRun('node', ...args);
  expect(code, output).toBe(0);
}

describe('Next.js', { timeout: BUILD_TIMEOUT }, () => {
  const NEXT = 'node_modules/next/dist/bin/next';
  const serve = (command: string, paths: string[], environment = {}) =>
    serveApp({ app: next, args: [NEXT, command, '-H', '127.0.0.1', '-p', '<port>'], paths, environment });

  beforeAll(() => {
    const { 'app/webhooks/vzaps/route.ts': route = '', ...files } = readGuideFiles(GUIDE, 'Next.js');
    writeApp(next.folder, {
      ...files,
      'app/webhooks/vzaps/route.ts': route,
      'app/edge/vzaps/route.ts': `export const runtime = 'edge';\n${route}`,
      'lib/vzaps.ts': RECEIVER,
      'app/layout.tsx': `export default function Layout({ children }: { children: React.ReactNode }) {
        return <html lang="en"><body>{children}</body></html>;
      }`,
    });
  });

  it('builds without secrets, and serves the receiver on Node and on the edge runtime', async () => {
    await build(next, NEXT, 'build');
    const { answers, replies, log } = await serve('start', [PATH, '/edge/vzaps']);
    expect(answers).toEqual({ [PATH]: ANSWERS, '/edge/vzaps': ANSWERS });
    expect(replies).toBe(2);
    expect(log).toContain('[vzaps] A delivery was refused (401)');
    expect(log).not.toMatch(SIGNATURE);
  });

  it('names the option in its log when the secret is missing', async () => {
    const { answers, log } = await serve('start', [PATH], { WEBHOOK_SECRET: '' });
    expect(answers[PATH]).toEqual(Array(3).fill('500 undefined'));
    expect(log).toMatch(/createUrlSigner.*`secret`/);
    expect(log).not.toMatch(SIGNATURE);
  });

  it('keeps the signature out of the log of its development server', async () => {
    const { answers, log } = await serve('dev', [PATH]);
    expect(answers[PATH]).toEqual(ANSWERS);
    expect(log).toContain('GET /webhooks 404');
    expect(log).not.toMatch(SIGNATURE);
  });
});

describe('SvelteKit', { timeout: BUILD_TIMEOUT }, () => {
  it('builds without secrets, and serves the receiver', async () => {
    const app = writeApp(join(vite.folder, 'sveltekit'), {
      ...readGuideFiles(GUIDE, 'SvelteKit'),
      'src/lib/vzaps.ts': RECEIVER,
      'src/app.html':
        '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
      'package.json': JSON.stringify({ type: 'module' }),
      'svelte.config.js': `import adapter from '@sveltejs/adapter-node';
        export default { kit: { adapter: adapter() } };`,
      'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';
        export default { plugins: [sveltekit()] };`,
    });
    await build(app, '../node_modules/vite/bin/vite.js', 'build');
    const served = { app, args: ['build/index.js'], paths: [PATH] };
    const { answers, replies, log } = await serveApp({ ...served, environment: { BODY_SIZE_LIMIT: '10M' } });
    expect(answers[PATH]).toEqual(ANSWERS);
    expect(replies).toBe(1);
    expect(log).not.toMatch(SIGNATURE);
    const limited = await serveApp(served);
    expect(limited.answers[PATH]).toEqual(['200 handled', '401 refused', '400 malformed']);
    expect(limited.log).toContain('the server limits the size of a body');
  });
});

describe('React Router', { timeout: BUILD_TIMEOUT }, () => {
  it('builds without secrets, and serves the receiver', async () => {
    const app = writeApp(join(vite.folder, 'react-router'), {
      ...readGuideFiles(GUIDE, 'React Router 7 and Remix'),
      'app/vzaps.ts': RECEIVER,
      'app/routes.ts': `import { type RouteConfig, route } from '@react-router/dev/routes';
        export default [route('webhooks/vzaps', 'routes/vzaps-webhook.ts')] satisfies RouteConfig;`,
      'app/root.tsx': `import { Outlet } from 'react-router';
        export default function Root() { return <html lang="en"><body><Outlet /></body></html>; }`,
      'package.json': vite.read('package.json'),
      'vite.config.js': `import { reactRouter } from '@react-router/dev/vite';
        export default { plugins: [reactRouter()] };`,
    });
    await build(app, '../node_modules/@react-router/dev/bin.js', 'build');
    const { answers, replies, log } = await serveApp({ app, args: ['server.js'], paths: [PATH] });
    expect(answers[PATH]).toEqual(ANSWERS);
    expect(replies).toBe(1);
    expect(log).not.toMatch(SIGNATURE);
  });
});
