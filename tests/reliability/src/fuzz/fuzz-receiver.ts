import { createUrlSigner, type EventHandler, type ReceiverOptions } from '@vzaps/core/webhooks';
import { SECRET } from '../deployment/deployment-config.ts';
import { BODY_LIMIT } from './bodies.ts';

/** Short limits, so that random requests reach them. Failures are expected, so nothing reports them. */
export const FUZZ_OPTIONS: ReceiverOptions = {
  verify: createUrlSigner({ secret: SECRET }).verify,
  bodyLimit: BODY_LIMIT,
  bodyTimeoutMs: 1_000,
  onOutcome() {},
};

/** Throws when the message says so. Nothing else may lead to a 500. */
export const handleFuzz: EventHandler<'Message'> = async (event) => {
  await undefined;
  if (event.text === 'fails') throw new Error('This handler fails.');
};
