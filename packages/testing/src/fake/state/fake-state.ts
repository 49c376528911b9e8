import type { DeliverySettings } from '../delivery/delivery-types.ts';
import type { Fault } from '../faults/fault-types.ts';
import type { FakeVZapsOptions, RecordedRequest, SentMessage } from '../options.ts';
import { newOwnerToken, newSecret } from './ids.ts';
import { type Instance, newInstance } from './instance.ts';

/** Everything that one fake knows. */
export interface World {
  readonly clientToken: string;
  readonly clientSecret: string;
  readonly tokenLifetime: number;
  readonly deliveries: Required<DeliverySettings>;
  readonly instances: Map<string, Instance>;
  /** Owner's tokens, and when each expires. */
  readonly ownerTokens: Map<string, number>;
  readonly requests: RecordedRequest[];
  readonly sent: SentMessage[];
  readonly faults: { readonly fault: Fault; left: number }[];
  /** Told of every message that is sent. */
  onSent: (message: SentMessage) => void;
  /** Ends what is under way. */
  readonly closing: AbortController;
}

export function newWorld(options: FakeVZapsOptions): World {
  const { instances = 1, clientToken = newSecret(), clientSecret = newSecret(), tokenLifetime = 3_600 } = options;
  const given = typeof instances === 'number' ? Array.from({ length: instances }, () => ({})) : instances;
  const all = [...given.map((each) => newInstance(each)), newInstance({ foreign: true })];
  return {
    clientToken,
    clientSecret,
    tokenLifetime,
    deliveries: { timeoutMs: 10_000, attempts: 1, backoffMs: 0, ...options.deliveries },
    instances: new Map(all.map((each) => [each.id, each])),
    ownerTokens: new Map(),
    requests: [],
    sent: [],
    faults: [],
    onSent: () => {},
    closing: new AbortController(),
  };
}

export function issueToken(world: World): { access_token: string; expires_in: number } {
  const token = newOwnerToken();
  world.ownerTokens.set(token, Date.now() + world.tokenLifetime * 1_000);
  return { access_token: token, expires_in: world.tokenLifetime };
}

export function instanceOf(world: World, id: string): Instance {
  const instance = world.instances.get(id);
  if (!instance)
    throw new Error(`The fake VZaps has no instance ${id}. It has: ${[...world.instances.keys()].join(', ')}`);
  return instance;
}
