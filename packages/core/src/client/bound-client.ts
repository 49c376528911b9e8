import { toValidationIssues } from './errors/to-validation-issues.ts';
import { VZapsValidationError } from './errors/validation-error.ts';
import type { RetryPolicy } from './http/retry.ts';
import type { RequestOptions } from './request/raw-request.ts';
import { type AllRoutes, allRoutes } from './resources/all-routes.ts';
import { type BoundWebhooksResource, createBoundWebhooksResource } from './resources/webhooks-resource.ts';
import type { Envelope } from './response/envelope.ts';
import { type BoundResource, createBoundResource, type RouteCaller } from './routes/resource.ts';
import type { InstanceBinding, Verb } from './routes/route.ts';
import { id, optionalToken } from './schema/id.ts';

type SendRaw = (method: Verb, path: string, options?: RequestOptions) => Promise<Envelope<unknown>>;

/** A client of one instance. It has the same resources and methods, without the instance id and token in arguments. */
export interface BoundClient extends BoundResources {
  /** The instance to which the client is bound. */
  readonly instanceId: string;
  /** The webhook and the delivery log of the instance. */
  readonly webhooks: BoundWebhooksResource;
  /** Like `client.request()`. The instance token is sent too. */
  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>>;
}
type BoundResources = { readonly [K in Exclude<keyof AllRoutes, 'webhooks'>]: BoundResource<AllRoutes[K]> };

interface ClientParts {
  readonly call: RouteCaller;
  readonly policy: RetryPolicy;
  readonly request: SendRaw;
}

/** @throws VZapsValidationError `INVALID_REQUEST` for a wrong instance id or token. */
export function bindClient(binding: InstanceBinding, parts: ClientParts): BoundClient {
  checkBinding(binding);
  return new LazyBoundClient(binding, parts) as unknown as BoundClient;
}

/** Creates a resource at its first use: a receiver binds a client for every event, and most events use one resource. */
class LazyBoundClient {
  readonly instanceId: string;
  readonly #binding: InstanceBinding;
  readonly #parts: ClientParts;
  readonly #resources = new Map<keyof AllRoutes, unknown>();

  static {
    for (const name of Object.keys(allRoutes) as (keyof AllRoutes)[]) {
      Object.defineProperty(LazyBoundClient.prototype, name, {
        get(this: LazyBoundClient) {
          return this.#getResource(name);
        },
      });
    }
  }

  constructor(binding: InstanceBinding, parts: ClientParts) {
    this.instanceId = binding.instanceId;
    this.#binding = binding;
    this.#parts = parts;
  }

  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>> {
    const instanceToken = options?.instanceToken || this.#binding.instanceToken;
    return this.#parts.request(method, path, { ...options, instanceToken });
  }

  #getResource(name: keyof AllRoutes): unknown {
    const { call, policy } = this.#parts;
    const resource =
      this.#resources.get(name) ??
      (name === 'webhooks'
        ? createBoundWebhooksResource(call, policy, this.#binding)
        : createBoundResource(allRoutes[name], call, this.#binding));
    this.#resources.set(name, resource);
    return resource;
  }
}

function checkBinding({ instanceId, instanceToken }: InstanceBinding): void {
  const idIssues = id.safeParse(instanceId).error?.issues ?? [];
  const tokenIssues = optionalToken.safeParse(instanceToken).error?.issues ?? [];
  const issues = [
    ...toValidationIssues(idIssues, ['instanceId']),
    ...toValidationIssues(tokenIssues, ['instanceToken']),
  ];
  if (issues.length > 0) throw new VZapsValidationError(issues);
}
