/** Two copies of @vzaps/core, as npm installs them when two packages need versions that do not match. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

const PROGRAM = `
import express from 'express';
import { createReceiver, createUrlSigner, hmacSignature, standardWebhooks } from '@vzaps/core/webhooks';
import { createReceiver as createOtherReceiver, VZapsError as OtherError, vzapsWebhook } from '@vzaps/express';
import { VZapsError } from '@vzaps/core';
import { deliver, samplePayload } from '@vzaps/testing';

console.log(createReceiver === createOtherReceiver, VZapsError === OtherError);
const signer = createUrlSigner({ secret: 'x'.repeat(32) });
const receiver = createReceiver({ verify: signer.verify }).on('Message', (event) => console.log(event.text));
const bytes = createReceiver({ verify: hmacSignature({ secret: 'x'.repeat(32), header: 'x-signature' }) });
const app = express().post('/hook', vzapsWebhook(receiver)).post('/bytes', express.json(), vzapsWebhook(bytes));
app.use((error, _req, res, _next) => res.status(500).json({ outcome: error.code }));
const server = app.listen(0, '127.0.0.1', async () => {
  const base = 'http://127.0.0.1:' + server.address().port;
  const body = samplePayload('Message', { text: 'hello' });
  const handled = await deliver(signer.sign(base + '/hook', { instanceId: 'VZ1' }), body);
  const refused = await deliver(base + '/hook', body);
  const missing = await deliver(base + '/bytes', body);
  console.log(handled.outcome, refused.outcome, missing.outcome);
  server.close();
});
`;

let project: Project;

beforeAll(async () => {
  project = await createProject('two-copies', { type: 'module', packages: ['express'] });
  const core = 'node_modules/@vzaps/core';
  cpSync(join(project.folder, core), join(project.folder, 'node_modules/@vzaps/express', core), { recursive: true });
});

afterAll(() => project?.remove());

it('an adapter works with a receiver of another copy of core', () => {
  project.write('program.js', PROGRAM);
  expect(project.run('node', 'program.js')).toBe('false false\nhello\nhandled refused RAW_BODY_MISSING\n');
});
