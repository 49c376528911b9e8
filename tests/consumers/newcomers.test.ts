/** What a newcomer does: an empty folder, the commands and the code of the pages as they are written, nothing else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VZapsClient } from '@vzaps/core/client';
import { createFakeVZaps, type FakeVZaps, samplePayload } from '@vzaps/testing';
import { findFreePort } from 'test-programs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createProject, createProjects, type Project, type ProjectGroup, userEnvironment } from './project.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
// Milliseconds. Installing takes seconds on a quiet machine, and minutes on a busy one.
const TIMEOUT = 600_000;
const WAIT = { timeout: 120_000, interval: 100 };
const STRICT = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', types: ['node'] };

/** The code that a page quotes from the files whose paths end with `marks`, in the order of `marks`. */
function codeOf(page: string, ...marks: string[]): string {
  const blocks = [...read(page).matchAll(/<!-- snippet: (\S+) -->\n```\w+\n([\s\S]*?)```/g)];
  return marks
    .map(
      (mark) =>
        blocks.find(([, path = '']) => path.endsWith(mark))?.[2] ?? expect.unreachable(`${page} has no ${mark}`),
    )
    .join('\n');
}

let fake: FakeVZaps;
beforeEach(async () => {
  fake = await createFakeVZaps();
});
afterEach(() => fake.close());

/** Fills in the block for `.env` of a page. */
async function writeEnv(project: Project, page: string): Promise<void> {
  const port = await findFreePort();
  const values: Record<string, string> = {
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: fake.instances[0].id,
    // A secret as `openssl rand -base64 32` makes it.
    WEBHOOK_SECRET: '4q7Zl1m0Q0m5oYh0nq3+7v2rVdJ8x0kM1c5yT9sWbEA=',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const [, block = ''] = /```sh\n(VZAPS_CLIENT_TOKEN=[\s\S]*?)```/.exec(read(page)) ?? [];
  const lines = block
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0] ?? '');
  expect(lines.sort()).toEqual(Object.keys(values).sort());
  const settings = { ...values, PORT: String(port), VZAPS_BASE_URL: fake.url };
  project.write(
    '.env',
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
}

/** Runs the program until it has answered "ping", and ends it. */
async function expectPong(project: Project, file: string, ...args: string[]): Promise<void> {
  const child = spawn(file, args, { cwd: project.folder, env: userEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const { url: baseUrl, clientToken, clientSecret } = fake;
  const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
  onTestFinished(() => client.close());
  const [{ id }] = fake.instances;
  await vi.waitUntil(async () => {
    if (child.exitCode !== null) throw new Error(output);
    return (await client.webhooks.get(id)).data.webhook !== '';
  }, WAIT);
  expect((await fake.deliver(id, samplePayload('Message', { text: 'ping' }))).status).toBe('success');
  expect(fake.sent.map(({ body }) => body.message).filter((message) => message !== 'Hello')).toEqual(['pong']);
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const README_TOOLS = ['tsx', 'typescript@7.0.2', '@types/node'];

/** The settings of Nest's starter. */
const JEST = { rootDir: 'src', testRegex: String.raw`.*\.test\.ts$`, transform: { '^.+\\.ts$': 'ts-jest' } };

function nestOptions(nest: string, type: 'commonjs' | 'module') {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    read(`tests/${nest}/package.json`),
  );
  const nests = ['common', 'config', 'core', 'platform-express', 'testing'].map((name) => `@nestjs/${name}`);
  return {
    type,
    ours: ['@vzaps/core', '@vzaps/nestjs', '@vzaps/testing'],
    packages: [
      ...nests.map((name) => (devDependencies[name] === 'catalog:' ? name : `${name}@${devDependencies[name]}`)),
      ...['reflect-metadata', 'rxjs', '@types/node', 'express', '@types/express', 'typescript@5.9.3'],
      ...['jest@30.5.2', '@types/jest@30.0.0', 'ts-jest@29.4.15'],
    ],
    manifest: { jest: JEST },
  };
}

let express: Project;
let group: ProjectGroup<'hono' | 'core' | 'cjs' | 'nest10' | 'nest11' | 'nest12'>;

beforeAll(async () => {
  // npm installs this project, as the page says. pnpm installs the others, because npm needs several times the CPU time.
  express = await createProject('newcomer-express', {
    installer: 'npm',
    type: 'module',
    ours: ['@vzaps/core', '@vzaps/express'],
    packages: ['express', '@types/express', ...README_TOOLS],
  });
  group = await createProjects('newcomers', {
    hono: {
      type: 'module',
      ours: ['@vzaps/core', '@vzaps/hono'],
      packages: ['hono', '@hono/node-server', ...README_TOOLS],
    },
    core: { type: 'module', ours: ['@vzaps/core'], packages: README_TOOLS },
    cjs: { ours: ['@vzaps/core', '@vzaps/express'], packages: ['express@4.22.3'] },
    nest10: nestOptions('nest10', 'commonjs'),
    nest11: nestOptions('nest11', 'commonjs'),
    nest12: nestOptions('nest12', 'module'),
  });
}, TIMEOUT);

afterAll(() => {
  express?.remove();
  group?.remove();
});

describe('a newcomer who follows the README', { timeout: TIMEOUT }, () => {
  it.each(['express', 'hono', 'core'] as const)(
    'of @vzaps/%s has a bot in TypeScript that compiles and answers',
    async (name) => {
      const page = `packages/${name}/README.md`;
      const project = name === 'express' ? express : group.projects[name];
      await writeEnv(project, page);
      const sigterm = name === 'core' ? [] : ['#sigterm'];
      project.write('bot.ts', codeOf(page, '#bot', '#register', ...sigterm));
      expect(await project.typeCheck(['bot.ts'], { ...STRICT, module: 'nodenext' })).toBe('');
      await expectPong(project, 'node', 'node_modules/tsx/dist/cli.mjs', '--env-file=.env', 'bot.ts');
    },
  );

  it('has a bot in CommonJS on Express 4', async () => {
    const project = group.projects.cjs;
    await writeEnv(project, 'packages/express/README.md');
    project.write('bot.js', codeOf('docs/guides/express.md', 'quick-start.cjs#bot'));
    await expectPong(project, 'node', '--env-file=.env', 'bot.js');
  });
});

describe('a newcomer who follows the guide for NestJS', { timeout: TIMEOUT }, () => {
  const GUIDE = 'docs/guides/nestjs.md';
  const FILES = ['app.module.ts', 'bot.service.ts', 'main.ts'];
  const CASES = [
    { nest: 'nest10', type: 'commonjs', module: 'commonjs', moduleResolution: 'node10' },
    { nest: 'nest11', type: 'commonjs', module: 'nodenext', moduleResolution: 'nodenext' },
    { nest: 'nest12', type: 'module', module: 'nodenext', moduleResolution: 'nodenext' },
  ] as const;

  it.each(CASES)(
    'has a bot on $nest that tsc builds, and a test that Jest runs',
    async ({ nest, type, ...resolution }) => {
      const project = group.projects[nest];
      await writeEnv(project, 'packages/nestjs/README.md');
      for (const file of [...FILES, 'bot.test.ts']) {
        // In ESM the imports end in `.js`, as the guide says.
        const code = codeOf(GUIDE, file === 'bot.test.ts' ? 'example/bot.test.ts#test' : `example/${file}`).replace(
          /(from '\.\/[^']*)'/g,
          type === 'module' ? "$1.js'" : "$1'",
        );
        project.write(`src/${file}`, code);
      }
      const compilerOptions = {
        ...{ target: 'es2022', strict: true, skipLibCheck: true, types: ['node', 'jest'], outDir: './dist' },
        ...{ experimentalDecorators: true, emitDecoratorMetadata: true, esModuleInterop: true, ...resolution },
      };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
      const { code, output } = await project.tryRun('node', 'node_modules/typescript/bin/tsc');
      expect(code, output).toBe(0);
      await expectPong(project, 'node', 'dist/main.js');
      // Jest does not run ESM without a flag.
      if (type === 'module') return;
      const jest = await project.tryRun('node', 'node_modules/jest/bin/jest.js', '--ci');
      expect(jest).toMatchObject({ code: 0, output: expect.stringContaining('2 passed, 2 total') });
    },
  );
});
