import type { EventHandler, ReceiverOptions } from '@vzaps/core/webhooks';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { SECRET } from '../site/site-config.ts';
import { BODY_LIMIT } from './bodies.ts';

/** Short limits, so that requests can reach them. */
export const FUZZ_OPTIONS: ReceiverOptions = {
  verify: createUrlSigner({ secret: SECRET }).verify,
  bodyLimit: BODY_LIMIT,
  bodyTimeoutMs: 1_000,
};

/** Throws when the message says so: the one reason for a 500. */
export const handleFuzz: EventHandler<'Message'> = async (event) => {
  await undefined;
  if (event.text === 'fails') throw new Error('a handler that fails');
};
