/** A worker of `throughput.ts`. It sends the text of each handled event to its parent. */
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import { Redis } from 'ioredis';
import { redisInbox, redisStore } from '../src/index.ts';

const url = process.argv[2] ?? '';
const inbox = redisInbox({ connection: url });
const receiver = createReceiver({ verify: unsafeSkipVerification(), idempotency: redisStore(new Redis(url)) });
receiver.on('Message', ({ text = '' }) => process.send?.(text));
process.send?.('ready');
process.once('message', () => inbox.startWorker(receiver));
