import { type BoundClient, bindClient } from './bound-client.ts';
import { callerOf } from './call-route.ts';
import { ownerToken } from './http/credentials.ts';
import { exchange } from './http/request-token.ts';
import { retryPolicy } from './http/retry.ts';
import { perform } from './http/send-request.ts';
import { TokenSource } from './http/token-source.ts';
import type { VZapsClientOptions } from './options.ts';
import { prepareRaw, type RequestOptions } from './request/raw-request.ts';
import { settingsOf } from './resolve-options.ts';
import { type Tables, tables } from './resources/all-routes.ts';
import { type WebhookCalls, webhookCalls } from './resources/webhooks-resource.ts';
import type { Envelope } from './response/envelope.ts';
import { type Resource, resource } from './routes/resource.ts';
import type { Verb } from './routes/route.ts';

/**
 * The VZaps API. Every call resolves to `{ code, success: true, data }` and rejects with a `VZapsError`, or with the
 * reason of the signal that aborted it. Credentials never appear in errors, hooks, or the printed client.
 */
export class VZapsClient {
  readonly auth: { getAccessToken(signal?: AbortSignal): Promise<string> };
  readonly chats: Resource<Tables['chats']>;
  readonly chatwoot: Resource<Tables['chatwoot']>;
  readonly contacts: Resource<Tables['contacts']>;
  readonly groups: Resource<Tables['groups']>;
  readonly instances: Resource<Tables['instances']>;
  readonly messages: Resource<Tables['messages']>;
  readonly queues: Resource<Tables['queues']>;
  readonly sessions: Resource<Tables['sessions']>;
  readonly typebots: Resource<Tables['typebots']>;
  readonly users: Resource<Tables['users']>;
  readonly webhooks: WebhookCalls;
  readonly #forInstance: (instanceId: string, instanceToken: string | undefined) => BoundClient;
  readonly #request: (method: Verb, path: string, options?: RequestOptions) => Promise<Envelope<unknown>>;
  readonly #close: () => Promise<void>;

  /** @throws VZapsValidationError naming the option that is wrong. */
  constructor(options: VZapsClientOptions) {
    const settings = settingsOf(options);
    const { clientToken, clientSecret, instanceToken, tokenSkewMs, transport } = settings;
    const tokens = clientSecret === undefined ? undefined : new TokenSource(() => exchange(settings), tokenSkewMs);
    const credentials = { clientToken, instanceToken, tokens };
    const call = callerOf((outgoing) => perform(outgoing, credentials, settings));
    const policy = retryPolicy(settings.retry);
    this.auth = { getAccessToken: (signal) => ownerToken(credentials, signal) };
    this.chats = resource(tables.chats, call);
    this.chatwoot = resource(tables.chatwoot, call);
    this.contacts = resource(tables.contacts, call);
    this.groups = resource(tables.groups, call);
    this.instances = resource(tables.instances, call);
    this.messages = resource(tables.messages, call);
    this.queues = resource(tables.queues, call);
    this.sessions = resource(tables.sessions, call);
    this.typebots = resource(tables.typebots, call);
    this.users = resource(tables.users, call);
    this.webhooks = webhookCalls(call, policy);
    this.#request = async (...args) => perform(prepareRaw(...args), credentials, settings);
    this.#forInstance = (id, token) =>
      bindClient({ instanceId: id, instanceToken: token }, { call, policy, request: this.#request });
    this.#close = () => transport.close();
  }

  /**
   * The same calls for one instance, whose id and token they need no longer. Cheap: there is no connection of its own.
   *
   * @throws VZapsValidationError when the id is not one.
   */
  forInstance(instanceId: string, { instanceToken }: { instanceToken?: string | undefined } = {}): BoundClient {
    return this.#forInstance(instanceId, instanceToken);
  }

  /** Any route, such as one that this library does not know yet. Nothing is renamed, neither way. */
  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>> {
    return this.#request(method, path, options);
  }

  /** Waits for running requests, then closes the sockets. A program need not call it in order to end. */
  close(): Promise<void> {
    return this.#close();
  }
}
