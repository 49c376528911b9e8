/** pnpm's strict layout: a package can import only what its package.json names. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELIVERED, deliveryProgram } from './programs.ts';
import { createProject, type Project } from './project.ts';

/** Exports values without type annotations, so that the compiler must write their types into declarations. */
const LIBRARY = `
import { createReceiver, createUrlSigner, parseEvent, VZapsClient, vzapsVerify, vzapsWebhook } from '@vzaps/express';

export const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
export const signer = createUrlSigner({ secret: 'x'.repeat(32) });
export const receiver = createReceiver({ verify: signer.verify, client }).on('Message', (_event, ctx) => ctx.reply('hello'));
export const webhook = vzapsWebhook(receiver);
export const verify = vzapsVerify(receiver);
export const event = parseEvent({});
export const bound = client.forInstance('VZ1');
export const send = (phone: string) => client.messages.sendText({ instanceId: 'VZ1', phone, message: 'hello' });
export const list = () => client.instances.list();
export const receive = (delivery: Parameters<typeof receiver.receive>[0]) => receiver.receive(delivery);
`;

let project: Project;

beforeAll(async () => {
  project = await createProject('pnpm', {
    installer: 'strict',
    packages: ['express', '@types/express', '@types/node', 'typescript'],
  });
});

afterAll(() => project?.remove());

describe('a project that pnpm installed in its strict layout', () => {
  it('runs a program', () => {
    project.write('program.mjs', deliveryProgram('esm'));
    expect(project.run('node', 'program.mjs')).toBe(DELIVERED);
  });

  it('compiles declarations that name only exported types', async () => {
    project.write('library.mts', LIBRARY);
    const options = {
      strict: true,
      declaration: true,
      outDir: 'out',
      target: 'es2022',
      module: 'node16',
      types: ['node'],
      skipLibCheck: true,
    };
    expect(await project.typeCheck(['library.mts'], options)).toBe('');
    expect(project.read('out/library.d.mts')).not.toMatch(/import\("(?!@vzaps\/express)|\bany\b/);
  });
});
