/** Jest with each of its compilers, and Vitest: a user's test of a webhook, with a reply through the client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

const TEST = `
import { createReceiver, createUrlSigner, VZapsClient, vzapsWebhook } from '@vzaps/express';
import { createFakeVZaps, deliver, samplePayload } from '@vzaps/testing';
import express from 'express';

test('the bot answers ping with pong', async () => {
  const fake = await createFakeVZaps();
  const instanceId = fake.instances[0].id;
  const client = new VZapsClient({ baseUrl: fake.url, clientToken: fake.clientToken, clientSecret: fake.clientSecret });
  const signer = createUrlSigner({ secret: 'x'.repeat(32) });
  const receiver = createReceiver({ verify: signer.verify, client }).on('Message', async (event, ctx) => {
    if (event.text === 'ping') await ctx.reply('pong');
  });
  const server = express().post('/hook', vzapsWebhook(receiver)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const url = signer.sign('http://127.0.0.1:' + port + '/hook', { instanceId });
  expect(await deliver(url, samplePayload('Message', { text: 'ping' }))).toMatchObject({ status: 200, outcome: 'handled' });
  const refused = await client.webhooks.get('').catch((error) => error);
  expect(refused.code).toBe('INVALID_REQUEST');
  const missing = await client.sessions.status('VZ0').catch((error) => error);
  expect(missing.code).toMatch(/^[A-Z_]+$/);
  server.close();
  await client.close();
  await fake.close();
});
`;

const TRANSFORMS: Record<string, string> = {
  swc: `['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }]`,
  babel: `['babel-jest', { presets: [['@babel/preset-env', { targets: { node: '20' } }], '@babel/preset-typescript'] }]`,
  'ts-jest': `['ts-jest', { tsconfig: { esModuleInterop: true, module: 'commonjs', moduleResolution: 'node10',
    target: 'es2022', ignoreDeprecations: '6.0', isolatedModules: true } }]`,
};

let project: Project;

beforeAll(async () => {
  project = await createProject('test-runners', {
    packages: [
      ...['express', 'typescript', '@types/express', '@types/node', 'vitest', '@swc/core'],
      ...['jest@30.5.2', '@types/jest@30.0.0', '@swc/jest@0.2.39', 'ts-jest@29.4.15', 'babel-jest@30.5.2'],
      ...['@babel/core@7.29.13', '@babel/preset-env@7.29.14', '@babel/preset-typescript@7.29.7'],
    ],
  });
  project.write('bot.test.ts', TEST);
});

afterAll(() => project?.remove());

describe('a test of a webhook', () => {
  it.each(Object.keys(TRANSFORMS))('passes in Jest 30 with %s', async (name) => {
    const config = `jest-${name}.config.cjs`;
    project.write(
      config,
      `module.exports = { testEnvironment: 'node', transform: { '\\\\.ts$': ${TRANSFORMS[name]} } };`,
    );
    const result = await project.tryRun('node', 'node_modules/jest/bin/jest.js', '--config', config, '--ci');
    expect(result).toMatchObject({ code: 0, output: expect.stringContaining('1 passed, 1 total') });
  });

  it('passes in Vitest', async () => {
    const result = await project.tryRun('node', 'node_modules/vitest/vitest.mjs', 'run', '--globals');
    expect(result).toMatchObject({ code: 0, output: expect.stringContaining('1 passed') });
  });
});
