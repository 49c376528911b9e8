/** The API client in Jest and in bundles for Node, where undici often cannot be loaded. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

let project: Project;

beforeAll(async () => {
  project = await createProject('client', {
    ours: ['@vzaps/core', '@vzaps/testing'],
    packages: ['jest@30.2.0', 'esbuild'],
    manifest: { jest: { testMatch: ['**/*.jest.js'] } },
  });
});

afterAll(() => project?.remove());

const JEST_TEST = `
const { createReadStream, readFileSync } = require('node:fs');
const { createFakeVZaps } = require('@vzaps/testing');
const { VZapsClient } = require('@vzaps/core/client');

const phone = '5511999999999';
let fake, client, instanceId;

beforeAll(async () => {
  fake = await createFakeVZaps();
  const { url: baseUrl, clientToken, clientSecret } = fake;
  client = new VZapsClient({ baseUrl, clientToken, clientSecret, retry: { attempts: 1 } });
  instanceId = fake.instances[0].id;
});
afterAll(() => client.close());

test('a call reaches VZaps', async () => {
  const { data } = await client.messages.sendText({ instanceId, phone, message: 'hello' });
  expect(data.messageId).toEqual(expect.any(String));
});

test.each([
  ['a Buffer', () => readFileSync(__filename)],
  ['a stream', () => createReadStream(__filename)],
  ['a Blob', () => new Blob(['x'])],
])('%s can be sent', async (_kind, document) => {
  await expect(client.messages.sendDocument({ instanceId, phone, document: document() })).resolves.toBeDefined();
});

test('the error of a failed connection has its cause', async () => {
  await fake.close();
  await client.close();
  await expect(client.sessions.status(instanceId)).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    neverSent: true,
    cause: { code: 'ECONNREFUSED' },
  });
});
`;

const PROGRAM = `
import { VZapsClient } from '@vzaps/core/client';

const [baseUrl, clientToken, clientSecret, instanceId] = process.argv.slice(2);
const client = new VZapsClient({ baseUrl, clientToken, clientSecret });
client.messages.sendText({ instanceId, phone: '5511999999999', message: 'hello' }).then(
  ({ data }) => console.log('sent', typeof data.messageId),
  (error) => console.log(error),
);
`;

/** Starts a fake VZaps and the program in the first argument. */
const RUNNER = `
const { execFile } = require('node:child_process');
const { createFakeVZaps } = require('@vzaps/testing');

createFakeVZaps().then((fake) => {
  const { url, clientToken, clientSecret, instances } = fake;
  execFile('node', [process.argv[2], url, clientToken, clientSecret, instances[0].id], (_error, output) => {
    process.stdout.write(output);
    fake.close();
  });
});
`;

it('the client works in Jest in CommonJS without flags', async () => {
  project.write('client.jest.js', JEST_TEST);
  await expect(project.runAsync('node', 'node_modules/jest/bin/jest.js', '--ci')).resolves.toBeDefined();
});

it.each([
  ['esm', 'mjs'],
  ['cjs', 'cjs'],
])('the client works in a bundle of esbuild for Node with the format %s', (format, extension) => {
  project.write('program.mjs', PROGRAM);
  project.write('runner.cjs', RUNNER);
  const bundle = `bundle.${extension}`;
  project.run(
    'node_modules/.bin/esbuild',
    ...['program.mjs', '--bundle', '--platform=node', `--format=${format}`, `--outfile=${bundle}`],
  );
  expect(project.run('node', 'runner.cjs', bundle)).toBe('sent string\n');
});

it('the CommonJS build of the client has no dynamic import', () => {
  const transport = 'node_modules/@vzaps/core/dist/client/http/transport/undici.cjs';
  expect(project.read(transport)).toContain('require("undici")');
  expect(project.read(transport)).not.toMatch(/[^.\w]import\(/);
});
