/** The first mistakes of a newcomer show on the console of a real process, and no secret does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

const SECRET = 'a-secret-of-thirty-two-bytes-or-more';
const PHONE = '5511987654321';
const TEXT = 'a private message';

/** A first program with a handler that throws. It sends itself three deliveries, and prints the answers. */
const program = (adapter: string, imports: string, serve: string): string => `
import { createReceiver, createUrlSigner, vzapsWebhook } from '@vzaps/${adapter}';
import { deliver, samplePayload } from '@vzaps/testing';
${imports}

const signer = createUrlSigner({ secret: '${SECRET}' });
const receiver = createReceiver({ verify: signer.verify }).on('Message', function answer(event) {
  const customer = undefined;
  return customer.name;
});
const server = ${serve};
server.once('listening', async () => {
  const url = 'http://127.0.0.1:' + server.address().port + '/webhooks/vzaps';
  const signed = signer.sign(url, { instanceId: 'VZ1' });
  const payload = samplePayload('Message', { text: '${TEXT}', phone: '${PHONE}' });
  const forged = signed.replace(/(v1\\.)./, (all) => 'v1.' + (signed.includes('v1.0') ? '1' : '0'));
  for (const to of [signed, url, forged]) console.log((await deliver(to, payload)).status);
  console.log(new URL(signed).searchParams.get('vzaps_signature'));
  process.exit();
});
`;

const PROGRAMS = {
  Express: program(
    'express',
    "import express from 'express';",
    "express().post('/webhooks/vzaps', vzapsWebhook(receiver)).listen(0, '127.0.0.1')",
  ),
  Hono: program(
    'hono',
    "import { Hono } from 'hono';\nimport { serve } from '@hono/node-server';",
    "serve({ fetch: new Hono().post('/webhooks/vzaps', vzapsWebhook(receiver)).fetch, port: 0, hostname: '127.0.0.1' })",
  ),
};

let project: Project;

beforeAll(async () => {
  project = await createProject('first-mistakes', { packages: ['express', 'hono', '@hono/node-server'] });
});

afterAll(() => project?.remove());

describe.each(Object.entries(PROGRAMS))('a first program with %s', (name, text) => {
  it('writes to stderr which handler threw, and why a delivery was refused, without a secret', async () => {
    const file = `${name}.mjs`;
    project.write(file, text);
    const [signed, unsigned, forged, signature = ''] = (await project.runAsync('node', file)).split('\n');
    expect([signed, unsigned, forged]).toEqual(['500', '401', '401']);
    expect(signature).toMatch(/^v1\.[0-9a-f]{32}/);

    const { output: stderr } = await project.tryRun('sh', '-c', `node ${file} 2>&1 >/dev/null`);
    expect(stderr).toContain('[vzaps] A Message event of VZ1 failed.');
    expect(stderr).toMatch(/TypeError: Cannot read properties of undefined \(reading 'name'\)\n\s+at .*answer/);
    expect(stderr).toContain(`${file}:`);
    expect(stderr).toContain('[vzaps] A delivery was refused (401): a signature parameter is missing');
    for (const secret of [SECRET, 'v1.', PHONE, TEXT]) expect(stderr).not.toContain(secret);
  });
});
