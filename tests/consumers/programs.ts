/** Programs of users, for the projects of this suite. */

/** What the delivery program prints. */
export const DELIVERED = 'hello\n200 handled Unknown function\n';

const DELIVERY = `
const signer = createUrlSigner({ secret: 'x'.repeat(32) });
const receiver = createReceiver({ verify: signer.verify }).on('Message', (event) => console.log(event.text));
const server = express().post('/hook', vzapsWebhook(receiver)).listen(0, '127.0.0.1', async () => {
  const url = signer.sign('http://127.0.0.1:' + server.address().port + '/hook', { instanceId: 'VZ1' });
  const { status, outcome } = await deliver(url, samplePayload('Message', { text: 'hello' }));
  console.log(status, outcome, parseEvent('{}').type, typeof VZapsClient);
  server.close();
});
`;

const NAMES = {
  '@vzaps/express': 'createReceiver, createUrlSigner, vzapsWebhook, VZapsClient',
  '@vzaps/core/events': 'parseEvent',
  '@vzaps/testing': 'deliver, samplePayload',
};

/** A first program: one delivery through a real Express server. */
export function deliveryProgram(format: 'esm' | 'cjs'): string {
  const lines = Object.entries({ express: undefined, ...NAMES }).map(([from, names]) => {
    const what = names === undefined ? from : `{ ${names} }`;
    return format === 'esm' ? `import ${what} from '${from}';` : `const ${what} = require('${from}');`;
  });
  return [...lines, DELIVERY].join('\n');
}

/** Uses the types of every package. It fails to compile if a type is missing or is `any`. */
export const TYPED_PROGRAM = `
import { createReceiver, unsafeSkipVerification, vzapsVerify, vzapsWebhook, type EventOf, VZapsClient } from '@vzaps/express';
import { parseEvent } from '@vzaps/core/events';
import { createReceiver as createCoreReceiver } from '@vzaps/core/webhooks';
import { VZapsClient as CoreClient } from '@vzaps/core/client';
import * as core from '@vzaps/core';
import * as testing from '@vzaps/testing';
import express from 'express';
import { Hono } from 'hono';
import * as hono from '@vzaps/hono';
import { redisStore } from '@vzaps/redis';

type IsAny<T> = 0 extends 1 & T ? true : false;
const types: [
  IsAny<typeof createReceiver>, IsAny<typeof createCoreReceiver>, IsAny<typeof parseEvent>, IsAny<typeof CoreClient>,
  IsAny<typeof core.createReceiver>, IsAny<typeof testing.deliver>, IsAny<typeof hono.vzapsWebhook>, IsAny<typeof redisStore>,
  IsAny<VZapsClient['messages']>, IsAny<EventOf<'Message'>['content']>,
] = [false, false, false, false, false, false, false, false, false, false];

const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
const receiver = createReceiver({ verify: unsafeSkipVerification(), client }).on('Message', async (event, ctx) => {
  const text: string | undefined = event.text;
  const { messageId }: { messageId: string } = await ctx.reply(text ?? 'hello');
  console.log(messageId satisfies string);
});
// @ts-expect-error: this event does not exist
receiver.on('MessageRead', () => {});
// @ts-expect-error: a receiver without a client cannot reply
createReceiver({ verify: unsafeSkipVerification() }).on('Message', (_event, ctx) => ctx.reply('no'));
const receipt = parseEvent({}) as EventOf<'ReadReceipt'>;
receipt.messageIds satisfies string[];
express().post('/hook', vzapsWebhook(receiver));
express().use('/checked', vzapsVerify(receiver), (req, res) => {
  res.json(req.vzaps.event.type);
});
new Hono()
  .post('/hook', hono.vzapsWebhook(receiver))
  .post('/checked', hono.vzapsVerify(receiver), (c) => c.json(c.var.vzaps.event.type));
console.log(types, core, testing, redisStore);
`;
