import { setMaxListeners } from 'node:events';
import { VZapsError } from '@vzaps/core/webhooks';
import type { DeliverySettings } from '../delivery/delivery-types.ts';
import type { Fault } from '../faults/fault-types.ts';
import type { FakeVZapsOptions, RecordedRequest, SentMessage } from '../options.ts';
import { newOwnerToken, newSecret } from './ids.ts';
import { type Instance, newInstance } from './instance.ts';

/** Everything that one fake stores. */
export interface FakeState {
  readonly clientToken: string;
  readonly clientSecret: string;
  readonly tokenLifetimeSeconds: number;
  readonly deliveries: Required<DeliverySettings>;
  readonly instances: Map<string, Instance>;
  /** The owner's tokens, each with its expiry in milliseconds. */
  readonly ownerTokens: Map<string, number>;
  readonly requests: RecordedRequest[];
  readonly sent: SentMessage[];
  readonly faults: { readonly fault: Fault; left: number }[];
  /** Called for every message that is sent. */
  onSent: (message: SentMessage) => void;
  /** Aborted when the fake closes. */
  readonly closing: AbortController;
}

export function newState(options: FakeVZapsOptions): FakeState {
  const { instances = 1, clientToken = newSecret(), clientSecret = newSecret(), tokenLifetime = 3_600 } = options;
  const given = typeof instances === 'number' ? Array.from({ length: instances }, () => ({})) : instances;
  const all = [...given.map((each) => newInstance(each)), newInstance({ foreign: true })];
  const closing = new AbortController();
  // Each delivery in flight listens to the signal. From eleven listeners on, Node would warn of a leak.
  setMaxListeners(0, closing.signal);
  return {
    clientToken,
    clientSecret,
    tokenLifetimeSeconds: tokenLifetime,
    deliveries: { timeoutMs: 10_000, attempts: 1, backoffMs: 0, ...options.deliveries },
    instances: new Map(all.map((each) => [each.id, each])),
    ownerTokens: new Map(),
    requests: [],
    sent: [],
    faults: [],
    onSent: () => {},
    closing,
  };
}

export function issueToken(state: FakeState): { access_token: string; expires_in: number } {
  const token = newOwnerToken();
  state.ownerTokens.set(token, Date.now() + state.tokenLifetimeSeconds * 1_000);
  return { access_token: token, expires_in: state.tokenLifetimeSeconds };
}

/** @throws VZapsError `INVALID_REQUEST` if there is no such instance. */
export function findInstance(state: FakeState, id: string): Instance {
  const instance = state.instances.get(id);
  if (instance) return instance;
  const known = [...state.instances.keys()].join(', ');
  throw new VZapsError('INVALID_REQUEST', `The fake VZaps has no instance '${id}'. Its instances are: ${known}.`);
}
