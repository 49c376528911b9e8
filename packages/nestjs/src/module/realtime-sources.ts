import type { Logger } from '@nestjs/common';
import { createRealtime, type Realtime, type RealtimeClient, type RealtimeOptions } from '@vzaps/core/realtime';
import { type ClientOption, customOption, invalidOption, type Receiver } from '@vzaps/core/webhooks';

/** An instance whose events arrive by realtime. */
export interface VZapsRealtimeInstance {
  /** The id of the instance. */
  instanceId: string;
  /** The instance's own token. Default: that of the client. */
  instanceToken?: string | undefined;
}

/**
 * Receives the events of these instances by realtime, beside the webhook or with `path: false` instead of it. The module's
 * client makes the connections. They open when the application has started, and close with it.
 *
 * The other options are those of `createRealtime()`. Without `onState` and `onGivenUp`, Nest's logger writes
 * why a source waits or has failed, and which event it gave up.
 */
export interface VZapsRealtimeOptions
  extends Omit<RealtimeOptions, 'client' | 'receiver' | 'instanceId' | 'instanceToken'> {
  /** The instances, by id, or with their tokens. */
  instances: readonly (string | VZapsRealtimeInstance)[];
}

export const realtimeOption = customOption(
  'an object with the option `instances`, a non-empty array of instance ids',
  (value) => {
    const { instances } = Object(value) as { instances?: unknown };
    return Array.isArray(instances) && instances.length > 0;
  },
);

/**
 * Creates one source for each instance. None of them is started.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function createRealtimeSources(
  { instances, ...options }: VZapsRealtimeOptions,
  client: ClientOption | undefined,
  receiver: Receiver<ClientOption | undefined>,
  logger: Logger,
): Realtime[] {
  if (client === undefined) {
    const expected = 'a VZapsClient if the option `realtime` is given';
    throw invalidOption('VZapsModule.forRoot', 'client', client, expected);
  }
  return instances.map((instance) =>
    createRealtime({
      onState({ state, instanceId, reason = '' }) {
        const message = `Realtime of ${instanceId} is ${state}. ${reason}`;
        if (state === 'failed') logger.error(message);
        else if (state === 'waiting') logger.warn(message);
        else if (state === 'open') logger.log(message.trim());
      },
      onGivenUp({ type }, { instanceId, eventId, attempts, outcome }) {
        const event = `A ${type} event${eventId === undefined ? '' : ` ${eventId}`} of ${instanceId}`;
        logger.error(`${event} was given up after ${attempts} attempts. The last outcome is ${outcome.kind}.`);
      },
      ...options,
      ...(typeof instance === 'string' ? { instanceId: instance } : instance),
      client: client as unknown as RealtimeClient,
      receiver,
    }),
  );
}
