/**
 * Remix 2 with the action of the guide, in its own request handler. @remix-run/dev, which builds an application, is not
 * installed.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readGuideFiles } from './guide-files.ts';
import { createProject, type Project } from './project.ts';
import { serveApp } from './served-app.ts';

const GUIDE = 'nextjs-and-fetch-frameworks.md';
const ROUTE = 'app/routes/webhooks.vzaps.ts';
const PATH = '/webhooks/vzaps';

/** What `remix build` writes, and a server as in Remix' template for Express. */
const SERVER = `
import { createRequestHandler } from '@remix-run/express';
import express from 'express';
import * as webhook from './build/webhook.js';

const describe = (id, hasAction) => ({ id, hasAction, hasLoader: false, hasErrorBoundary: false, module: '' });
const build = {
  mode: 'production',
  entry: { module: { default: (_request, status, headers) => new Response('a page', { status, headers }) } },
  routes: {
    root: { id: 'root', path: '', module: { default: () => null } },
    webhook: { id: 'webhook', parentId: 'root', path: 'webhooks/vzaps', module: webhook },
  },
  assets: {
    entry: { module: '', imports: [] },
    routes: { root: describe('root', false), webhook: describe('webhook', true) },
    url: '',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: {},
  isSpaMode: false,
};
express().use(createRequestHandler({ build })).listen(process.env.PORT, '127.0.0.1');
`;

let app: Project;

beforeAll(async () => {
  app = await createProject('remix', {
    type: 'module',
    ours: ['@vzaps/core'],
    packages: [
      ...['node', 'express'].map((name) => `@remix-run/${name}@2.17.5`),
      ...['express@4.22.3', 'typescript@5.9.3', '@types/node', 'esbuild'],
    ],
  });
  const { 'vzaps.ts': receiver = '' } = readGuideFiles(GUIDE, 'The receiver');
  const { 'app/routes/vzaps-webhook.ts': action = '' } = readGuideFiles(GUIDE, 'React Router 7 and Remix');
  app.write('app/vzaps.ts', receiver);
  app.write(ROUTE, action);
  app.write('server.js', SERVER);
});
afterAll(() => app?.remove());

it('The action of the guide has the type that Remix 2 demands', async () => {
  app.write(
    'app/check.ts',
    "import type { ActionFunction } from '@remix-run/node';\n" +
      "import { action } from './routes/webhooks.vzaps';\nexport const checked: ActionFunction = action;\n",
  );
  // The declarations of Remix itself do not compile with current types of Node.
  const options = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
  };
  expect(await app.typeCheck(['app/check.ts'], options)).toBe('');
});

it('The request handler of Remix 2 passes deliveries to the receiver', async () => {
  const flags = ['--bundle', '--platform=node', '--format=esm', '--packages=external', '--outfile=build/webhook.js'];
  const { code, output } = await app.tryRun('node_modules/.bin/esbuild', ROUTE, ...flags);
  expect(code, output).toBe(0);
  const { answers, replies, log } = await serveApp({ app, args: ['server.js'], paths: [PATH] });
  expect(answers[PATH]).toEqual(['200 handled', '401 refused', '200 handled']);
  expect(replies).toBe(1);
  expect(log).not.toMatch(/v1\.[0-9a-f]/);
});
