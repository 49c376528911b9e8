import type { RequestOptions } from './call/raw-request.ts';
import type { RetryPolicy } from './call/retry.ts';
import type { Envelope } from './envelope.ts';
import { issuesOf } from './errors/issues.ts';
import { VZapsValidationError } from './errors/validation-error.ts';
import { id, token } from './fields/id.ts';
import { tables } from './resources/tables.ts';
import { type BoundWebhookCalls, boundWebhookCalls } from './resources/webhook-calls.ts';
import type { Binding } from './route/arguments.ts';
import { type BoundResource, boundResource, type Caller } from './route/resource.ts';
import type { Verb } from './route/route.ts';

type Tables = typeof tables;
type Request = (method: Verb, path: string, options?: RequestOptions) => Promise<Envelope<unknown>>;

/** A client for one instance: the same resources and methods, without the id and token in the arguments. */
export interface BoundClient extends BoundResources {
  readonly instanceId: string;
  readonly webhooks: BoundWebhookCalls;
  /** As on the client; the instance's token goes along. */
  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>>;
}
type BoundResources = { readonly [K in Exclude<keyof Tables, 'webhooks'>]: BoundResource<Tables[K]> };

interface ClientParts {
  readonly call: Caller;
  readonly policy: RetryPolicy;
  readonly request: Request;
}

export function bindClient(binding: Binding, { call, policy, request }: ClientParts): BoundClient {
  const { instanceId, instanceToken } = binding;
  check(binding);
  const bound = {
    instanceId,
    request: (method: Verb, path: string, options?: RequestOptions) =>
      request(method, path, { instanceToken, ...options }),
  };
  for (const [name, routes] of Object.entries(tables)) {
    lazily(bound, name, () =>
      name === 'webhooks' ? boundWebhookCalls(call, policy, binding) : boundResource(routes, call, binding),
    );
  }
  return bound as unknown as BoundClient;
}

/** Made when it is asked for: a receiver binds a client for every event, which then uses one resource of it. */
function lazily(target: object, name: string, make: () => unknown): void {
  const get = () => {
    const value = make();
    Object.defineProperty(target, name, { value, enumerable: true });
    return value;
  };
  Object.defineProperty(target, name, { get, enumerable: true, configurable: true });
}

function check({ instanceId, instanceToken }: Binding): void {
  const wrongId = id.safeParse(instanceId).error?.issues ?? [];
  const wrongToken = token.optional().safeParse(instanceToken).error?.issues ?? [];
  const issues = [...issuesOf(wrongId, ['instanceId']), ...issuesOf(wrongToken, ['instanceToken'])];
  if (issues.length > 0) throw new VZapsValidationError(issues);
}
