import { VZapsError } from '../../errors.ts';
import type { DownloadsPort } from '../messages/download.ts';
import type { MessagesPort } from '../messages/reply.ts';

/** What the receiver needs of an API client: sending, and downloading where there is no ready file. */
export interface ClientPort {
  /** Set on a client that is bound to one instance. */
  readonly instanceId?: string | undefined;
  readonly messages: MessagesPort & DownloadsPort;
}

/** A client, a client bound to one instance, or one for each instance. */
export type ClientOption = ClientPort | ((instanceId: string) => ClientPort);

/** The client as handlers see it in `ctx.client`. */
export type ClientOf<C> = C extends (instanceId: string) => infer Each ? Each : C;

/** The client that may speak for this delivery's instance, or the reason why none may. */
export function clientFor(client: ClientOption, instanceId: string | undefined): ClientPort {
  if (typeof client === 'function') {
    if (instanceId === undefined) throw unknownInstance();
    return client(instanceId);
  }
  if (client.instanceId === undefined && instanceId === undefined) throw unknownInstance();
  if (client.instanceId !== undefined && instanceId !== undefined && client.instanceId !== instanceId) {
    throw new VZapsError(
      'INVALID_REQUEST',
      'The client is bound to another instance than the one that this delivery came for: nobody answers from the ' +
        'wrong number. Pass the unbound client, or (instanceId) => client.',
    );
  }
  return client;
}

function unknownInstance(): VZapsError {
  return new VZapsError(
    'INVALID_REQUEST',
    'The verifier does not prove which instance this delivery came for, so there is no number to act from. ' +
      'Use createUrlSigner(), give the verifier an instanceId, or pass vzaps.forInstance(id) as the client.',
  );
}
