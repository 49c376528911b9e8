import { type BoundClient, bindClient } from './bound-client.ts';
import { createRouteCaller } from './call-route.ts';
import { getAccessToken } from './http/credentials.ts';
import {
  getRealtimeCredentials,
  type RealtimeCredentials,
  type RealtimeCredentialsOptions,
} from './http/realtime-credentials.ts';
import { requestToken } from './http/request-token.ts';
import { sendRequest } from './http/send-request.ts';
import { TokenSource } from './http/token-source.ts';
import type { VZapsClientOptions } from './options.ts';
import { prepareRawRequest, type RequestOptions } from './request/raw-request.ts';
import { resolveOptions } from './resolve-options.ts';
import { type AllRoutes, allRoutes } from './resources/all-routes.ts';
import { createWebhooksResource, type WebhooksResource } from './resources/webhooks-resource.ts';
import type { Envelope } from './response/envelope.ts';
import { createResource, type Resource } from './routes/resource.ts';
import type { Verb } from './routes/route.ts';

/**
 * The client of the VZaps API.
 *
 * Every call resolves with `{ code, success: true, data }`. It rejects with a `VZapsError`, or with the reason of the
 * signal that aborted it. No credential appears in an error, in a hook, or in the printed client.
 *
 * @example
 * import { VZapsClient } from '@vzaps/core/client';
 *
 * const vzaps = new VZapsClient({
 *   clientToken: process.env.VZAPS_CLIENT_TOKEN ?? '',
 *   clientSecret: process.env.VZAPS_CLIENT_SECRET,
 * });
 * const { data } = await vzaps.messages.sendText({
 *   instanceId: 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF',
 *   phone: '5511999999999',
 *   message: 'Hello',
 * });
 * process.stdout.write(data.messageId);
 */
export class VZapsClient {
  /** The credentials of the client. */
  readonly auth: {
    /**
     * Returns the client's access token, for your own requests or the realtime API. It is a secret.
     *
     * @param signal Ends the wait for the token.
     * @throws VZapsError `INVALID_OPTION` without a client secret, and the errors of a token request.
     */
    getAccessToken(signal?: AbortSignal): Promise<string>;
  };
  /** Conversations: list, archive, mute, pin, mark as read, delete. */
  readonly chats: Resource<AllRoutes['chats']>;
  /** The connection of an instance to Chatwoot. */
  readonly chatwoot: Resource<AllRoutes['chatwoot']>;
  /** The address book of an instance. */
  readonly contacts: Resource<AllRoutes['contacts']>;
  /** The groups of a number. */
  readonly groups: Resource<AllRoutes['groups']>;
  /** The WhatsApp numbers of the account: create, list, update, restart, delete, billing. */
  readonly instances: Resource<AllRoutes['instances']>;
  /** Sends, edits and deletes messages, and downloads media. */
  readonly messages: Resource<AllRoutes['messages']>;
  /** Messages and operations that VZaps has not sent yet. */
  readonly queues: Resource<AllRoutes['queues']>;
  /** The connection of an instance to WhatsApp: status, QR code, pairing code. */
  readonly sessions: Resource<AllRoutes['sessions']>;
  /** Bots that are made with TypeBot, and their sessions. */
  readonly typebots: Resource<AllRoutes['typebots']>;
  /** People on WhatsApp: whether a phone has an account, profile and avatar. */
  readonly users: Resource<AllRoutes['users']>;
  /** The webhook of an instance and its delivery log. */
  readonly webhooks: WebhooksResource;
  readonly #bind: (instanceId: string, instanceToken: string | undefined) => BoundClient;
  readonly #request: (method: Verb, path: string, options?: RequestOptions) => Promise<Envelope<unknown>>;
  readonly #realtimeCredentials: (
    instanceId: string,
    options?: RealtimeCredentialsOptions,
  ) => Promise<RealtimeCredentials>;
  readonly #close: () => Promise<void>;

  /** @throws VZapsValidationError `INVALID_OPTION` with every wrong or unknown option. */
  constructor(options: VZapsClientOptions) {
    const settings = resolveOptions(options);
    const { clientToken, clientSecret, instanceToken, tokenSkewMs, transport } = settings;
    const tokens = clientSecret === undefined ? undefined : new TokenSource(() => requestToken(settings), tokenSkewMs);
    const credentials = { clientToken, instanceToken, tokens };
    const call = createRouteCaller((request) => sendRequest(request, credentials, settings));
    const policy = settings.retry;
    this.auth = { getAccessToken: (signal) => getAccessToken(credentials, signal) };
    this.chats = createResource(allRoutes.chats, call);
    this.chatwoot = createResource(allRoutes.chatwoot, call);
    this.contacts = createResource(allRoutes.contacts, call);
    this.groups = createResource(allRoutes.groups, call);
    this.instances = createResource(allRoutes.instances, call);
    this.messages = createResource(allRoutes.messages, call);
    this.queues = createResource(allRoutes.queues, call);
    this.sessions = createResource(allRoutes.sessions, call);
    this.typebots = createResource(allRoutes.typebots, call);
    this.users = createResource(allRoutes.users, call);
    this.webhooks = createWebhooksResource(call, policy);
    this.#request = async (...args) => sendRequest(prepareRawRequest(...args), credentials, settings);
    this.#bind = (id, token) =>
      bindClient({ instanceId: id, instanceToken: token }, { call, policy, request: this.#request });
    this.#realtimeCredentials = (...args) => getRealtimeCredentials(credentials, ...args);
    this.#close = () => transport.close();
  }

  /**
   * Returns a client of one instance. Its calls take no instance id, and they send the `instanceToken` that is given here.
   * It shares the connections of this client.
   *
   * @throws VZapsValidationError `INVALID_REQUEST` for a wrong id or token.
   * @example
   * const shop = client.forInstance('VZ9K2M4N8P1Q3R5S7T0WABCD01EF');
   * await shop.messages.sendText({ phone: '5511999999999', message: 'Hello' });
   */
  forInstance(instanceId: string, { instanceToken }: { instanceToken?: string | undefined } = {}): BoundClient {
    return this.#bind(instanceId, instanceToken);
  }

  /**
   * Calls any path of the API, such as a route that this library does not know yet. No field is renamed in the request
   * or in the response.
   *
   * @throws VZapsValidationError `INVALID_REQUEST` for a path that could lead to another host, and for a body with GET.
   * @example
   * await client.request('POST', '/instances/VZ1/new/route', { body: { some_field: 1 } });
   */
  request(method: Verb, path: string, options?: RequestOptions): Promise<Envelope<unknown>> {
    return this.#request(method, path, options);
  }

  /**
   * Returns what a realtime connection of an instance sends in its handshake. `createRealtime()` calls it. The result
   * contains secrets.
   *
   * @throws VZapsError `INVALID_OPTION` without a client secret, `INVALID_REQUEST` for a wrong instance id or token, and the
   * errors of a token request.
   * @example
   * const { accessToken, renewInMs } = await client.realtimeCredentials('VZ9K2M4N8P1Q3R5S7T0WABCD01EF');
   */
  realtimeCredentials(instanceId: string, options?: RealtimeCredentialsOptions): Promise<RealtimeCredentials> {
    return this.#realtimeCredentials(instanceId, options);
  }

  /**
   * Waits for running requests and closes the sockets. Optional: open sockets do not keep the process alive. The client
   * can be used again afterwards.
   */
  close(): Promise<void> {
    return this.#close();
  }
}
