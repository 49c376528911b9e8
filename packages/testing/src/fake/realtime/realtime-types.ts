/** The connections to which a fault applies. */
interface FaultTarget {
  /** Only connections of this instance. Default: all. */
  instanceId?: string;
  /** The number of connections with the fault. Default: 1. */
  times?: number;
}

/** Refuses the handshake with a status. */
interface RefusedHandshake extends FaultTarget {
  /** From 400 to 599. */
  status: number;
  headers?: Readonly<Record<string, string>>;
  does?: never;
}

/** Accepts the connection and closes it at once. */
interface FlappingConnection extends FaultTarget {
  does: 'flap';
  /** Default: 1008. */
  code?: number;
  reason?: string;
  status?: never;
}

/** Accepts the connection, sends nothing, and does not respond to pings. */
interface SilentConnection extends FaultTarget {
  does: 'silence';
  status?: never;
}

/** Sends a very large event before all others. */
interface OversizedFrame extends FaultTarget {
  does: 'oversized-frame';
  /** The size of the event in bytes. Default: 64 MiB. */
  bytes?: number;
  status?: never;
}

/** A fault of realtime, for the next connections. */
export type RealtimeFault = RefusedHandshake | FlappingConnection | SilentConnection | OversizedFrame;

/** The options of `fake.realtime.emit()`. */
export interface EmitOptions {
  /** The event's id. Default: a new `evt_…` id. */
  id?: string;
  /** Default: now. */
  createdAt?: Date;
}

/** The options of `fake.realtime.drop()`. */
export interface DropOptions {
  /** Only connections of this instance. Default: all. */
  instanceId?: string;
  /** Close with this code and a closing handshake. Default: the connection breaks without one. */
  code?: number;
  /** The reason in the closing handshake. Without `code` it is not sent. Default: none. */
  reason?: string;
}

/** A handshake that the fake has accepted. */
export interface RealtimeConnection {
  /** The instance of the connection. */
  readonly instanceId: string;
  /** The requested event types. `undefined`: those of the instance's subscription. */
  readonly events: readonly string[] | undefined;
  /** The last event that the client received, from the query parameter `last_event_id`. `undefined` if it is absent. */
  readonly lastEventId: string | undefined;
  /** Where the access token was. */
  readonly credentials: 'headers' | 'query';
  /** When the handshake was accepted. */
  readonly at: Date;
  /** Whether the connection is open. */
  readonly open: boolean;
}

/** The realtime part of a fake: the WebSocket that VZaps offers beside webhooks. */
export interface FakeRealtime {
  /** The accepted connections, oldest first. Closed ones are included. */
  readonly connections: readonly RealtimeConnection[];
  /**
   * Sends an event to every open connection of the instance that has asked for its type. Without a connection, the event
   * is sent when one opens. The event is kept until the fake closes.
   *
   * @param payload A payload in any envelope, such as `samplePayload('Message')`.
   * @returns The event's id.
   * @throws VZapsError `INVALID_REQUEST` if there is no such instance. `INVALID_OPTION` for a wrong option.
   *
   * @example
   * import { createFakeVZaps, samplePayload } from '@vzaps/testing';
   *
   * const fake = await createFakeVZaps();
   * const [{ id: instanceId }] = fake.instances;
   * const eventId = fake.realtime.emit(instanceId, samplePayload('Message', { text: 'ping' }));
   * // … a client connects to fake.realtimeUrl and acknowledges the event
   * fake.realtime.acked(instanceId).includes(eventId);
   */
  emit(instanceId: string, payload: unknown, options?: EmitOptions): string;
  /**
   * Sends any text or bytes as one frame to every open connection of the instance.
   *
   * @throws VZapsError `INVALID_REQUEST` if there is no such instance, as do the methods below.
   */
  sendFrame(instanceId: string, frame: string | Uint8Array): void;
  /** Sends every event that was not acknowledged once more to the open connections of the instance. */
  redeliver(instanceId: string): void;
  /** Returns the ids of acknowledged events in the order of their acknowledgements. An id can occur more than once. */
  acked(instanceId: string): readonly string[];
  /** Returns the ids of events that were not acknowledged, oldest first. */
  unacked(instanceId: string): readonly string[];
  /**
   * Ends open connections.
   *
   * @throws VZapsError `INVALID_OPTION` for a wrong option.
   */
  drop(options?: DropOptions): void;
  /**
   * Makes the next connections fail.
   *
   * @throws VZapsError `INVALID_OPTION` for a wrong option.
   */
  fault(fault: RealtimeFault): void;
}
