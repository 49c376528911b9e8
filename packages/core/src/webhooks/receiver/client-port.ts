import { VZapsError } from '../../errors.ts';
import type { DownloadsPort } from '../messages/media/download.ts';
import type { MessagesPort } from '../messages/reply.ts';

/** What the receiver needs of an API client: calls that send messages and calls that download media. */
export interface ClientPort {
  /** The instance of a client that is bound to one instance. */
  readonly instanceId?: string | undefined;
  /** The calls of `ctx.reply()` and `ctx.download()`. */
  readonly messages: MessagesPort & DownloadsPort;
}

/** A client, a client that is bound to one instance, or a function that returns the client of an instance. */
export type ClientOption = ClientPort | ((instanceId: string) => ClientPort);

/** The type of `ctx.client` for the option `client` of type `C`. */
export type ClientOf<C> = C extends (instanceId: string) => infer Each ? Each : C;

/**
 * Finds the client that may act for the instance of a delivery.
 *
 * @throws VZapsError `INVALID_REQUEST` if the instance is unknown, or the client is bound to another instance.
 */
export function findClient(client: ClientOption, instanceId: string | undefined): ClientPort {
  if (typeof client === 'function') {
    if (instanceId === undefined) throw createUnknownInstanceError();
    return client(instanceId);
  }
  if (client.instanceId === undefined && instanceId === undefined) throw createUnknownInstanceError();
  if (client.instanceId !== undefined && instanceId !== undefined && client.instanceId !== instanceId) {
    throw new VZapsError(
      'INVALID_REQUEST',
      'The option `client` of createReceiver() is bound to another instance than this delivery. Pass the unbound client.',
    );
  }
  return client;
}

function createUnknownInstanceError(): VZapsError {
  return new VZapsError(
    'INVALID_REQUEST',
    'The verifier does not confirm the instance of a delivery, so the receiver does not know which number must act. Verify ' +
      'with createUrlSigner(), or pass `instanceId` to the verifier or to createReceiver(), or `vzaps.forInstance(id)` as ' +
      'the option `client`.',
  );
}
