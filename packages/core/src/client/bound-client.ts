import { issuesOf } from './errors/to-validation-issues.ts';
import { VZapsValidationError } from './errors/validation-error.ts';
import type { RetryPolicy } from './http/retry.ts';
import type { RequestOptions } from './request/raw-request.ts';
import type { Binding } from './request/sort-arguments.ts';
import { type Tables, tables } from './resources/all-routes.ts';
import { type BoundWebhookCalls, boundWebhookCalls } from './resources/webhooks-resource.ts';
import type { Envelope } from './response/envelope.ts';
import { type BoundResource, boundResource, type Caller } from './routes/resource.ts';
import type { Verb } from './routes/route.ts';
import { id, optionalToken } from './schema/id.ts';

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

export function bindClient(binding: Binding, parts: ClientParts): BoundClient {
  check(binding);
  return new Bound(binding, parts) as unknown as BoundClient;
}

/** Makes a resource when it is asked for: a receiver binds a client for every event, and uses one resource of it. */
class Bound {
  readonly instanceId: string;
  readonly #binding: Binding;
  readonly #parts: ClientParts;
  readonly #made = new Map<keyof Tables, unknown>();

  static {
    for (const name of Object.keys(tables) as (keyof Tables)[]) {
      Object.defineProperty(Bound.prototype, name, {
        get(this: Bound) {
          return this.#resource(name);
        },
      });
    }
  }

  constructor(binding: Binding, parts: ClientParts) {
    this.instanceId = binding.instanceId;
    this.#binding = binding;
    this.#parts = parts;
  }

  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>> {
    const instanceToken = options?.instanceToken || this.#binding.instanceToken;
    return this.#parts.request(method, path, { ...options, instanceToken });
  }

  #resource(name: keyof Tables): unknown {
    const { call, policy } = this.#parts;
    const made =
      this.#made.get(name) ??
      (name === 'webhooks'
        ? boundWebhookCalls(call, policy, this.#binding)
        : boundResource(tables[name], call, this.#binding));
    this.#made.set(name, made);
    return made;
  }
}

function check({ instanceId, instanceToken }: Binding): void {
  const wrongId = id.safeParse(instanceId).error?.issues ?? [];
  const wrongToken = optionalToken.safeParse(instanceToken).error?.issues ?? [];
  const issues = [...issuesOf(wrongId, ['instanceId']), ...issuesOf(wrongToken, ['instanceToken'])];
  if (issues.length > 0) throw new VZapsValidationError(issues);
}
