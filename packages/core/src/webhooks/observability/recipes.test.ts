import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { logOutcomes } from '../../../recipes/logger.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import type { ReceiverOptions } from '../receiver/receiver-options.ts';
import { post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';

const SECRETS = /hunter2|5511999990000|vzaps_signature|v1\.|Ana|777@lid|secret of/;

/** Delivers a message that is handled, one whose handler throws, a forged one, a partial copy and its complete copy. */
async function deliverAll(options: Partial<ReceiverOptions> = {}): Promise<void> {
  const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
  const receiver = createReceiver({ verify: signer.verify, partialWaitMs: 1, ...options }).on('Message', ({ text }) => {
    if (text !== 'hello') throw Object.assign(new Error('the password is hunter2'), { code: 'E_MINE' });
  });
  const target = signer.sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);
  const chat = '777@lid';
  await receiver.receive(post(message(), { target }));
  await receiver.receive(post(message({ text: 'hunter2' }), { target }));
  await receiver.receive(post(message(), { target: `${target.slice(0, -1)}x` }));
  await receiver.receive(post(message({ id: 'T', chat }), { target }));
  await receiver.receive(post(message({ id: 'T', chat, senderAlt: '5511999990000@s.whatsapp.net' }), { target }));
}

describe('the recipe for a logger', () => {
  it('writes one line for each delivery, without a phone number, a text or a secret', async () => {
    const written: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => written.push(line) });
    await deliverAll({ onOutcome: logOutcomes(logger) });
    const lines = written.map((line) => JSON.parse(line));
    expect(lines.map(({ level, outcome }) => [logger.levels.labels[level], outcome])).toEqual([
      ['info', 'handled'],
      ['error', 'failed'],
      ['warn', 'refused'],
      ['info', 'handled'],
      ['warn', 'duplicate'],
    ]);
    expect(lines[1]).toMatchObject({ type: 'Message', instanceId: 'VZ1', errors: [{ name: 'Error', code: 'E_MINE' }] });
    expect(lines[1].steps.verify).toBeGreaterThanOrEqual(0);
    expect(lines[4]).toMatchObject({ completesPartial: true });
    expect(written.join('')).not.toMatch(SECRETS);
  });
});

it('docs/observability.md contains the recipe without a difference', () => {
  const root = join(import.meta.dirname, '../../../../..');
  const page = readFileSync(join(root, 'docs/observability.md'), 'utf8');
  for (const name of ['logger']) {
    const source = readFileSync(join(root, `packages/core/recipes/${name}.ts`), 'utf8');
    expect(page).toContain(`\`\`\`ts\n${source}\`\`\``);
  }
});
