import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type FakeState, findInstance } from '../state/fake-state.ts';
import { authorize, type Handshake } from './authorize.ts';
import { type Connection, openConnection } from './connection.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { createEvent, createOversizedEvent } from './frame.ts';
import { checkDropOptions, checkEmitOptions, checkRealtimeFault } from './options.ts';
import type { FakeRealtime, RealtimeFault } from './realtime-types.ts';

const OVERSIZED_BYTES = 64 * 1024 * 1024;

/** Adds realtime to the server of a fake. `close` ends every connection. */
export function addRealtime(server: Server, state: FakeState): { realtime: FakeRealtime; close(): void } {
  const responsive = new WebSocketServer({ noServer: true });
  const silent = new WebSocketServer({ noServer: true, autoPong: false });
  const logs = new Map<string, EventLog>();
  const connections: Connection[] = [];
  const faults: { readonly fault: RealtimeFault; left: number }[] = [];

  const logOf = (instanceId: string): EventLog => {
    const log = logs.get(findInstance(state, instanceId).id) ?? createEventLog();
    logs.set(instanceId, log);
    return log;
  };
  const openOf = (instanceId?: string): Connection[] =>
    connections.filter((each) => each.open && (instanceId === undefined || each.instanceId === instanceId));

  function takeFault(instanceId: string): RealtimeFault | undefined {
    const due = faults.find(({ fault, left }) => left > 0 && (fault.instanceId ?? instanceId) === instanceId);
    if (!due) return undefined;
    due.left -= 1;
    return due.fault;
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    const handshake = authorize(state, request);
    if (typeof handshake === 'number') return refuseHandshake(socket, handshake);
    const fault = takeFault(handshake.instanceId);
    if (fault?.status !== undefined) return refuseHandshake(socket, fault.status, fault.headers);
    const target = fault?.does === 'silence' ? silent : responsive;
    target.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = openConnection(webSocket, handshake, logOf(handshake.instanceId), subscriptionOf);
      connections.push(connection);
      if (fault?.does === 'flap') connection.close(fault.code ?? 1008, fault.reason);
      else if (fault?.does === 'silence') connection.mute();
      else {
        if (fault?.does === 'oversized-frame') {
          connection.sendFrame(createOversizedEvent(handshake.instanceId, fault.bytes ?? OVERSIZED_BYTES).frame);
        }
        for (const event of logOf(handshake.instanceId).replay(handshake.lastEventId)) connection.sendEvent(event);
      }
    });
  });

  /** Without `events`, a connection gets the types to which the instance is subscribed, or all without a subscription. */
  function subscriptionOf({ instanceId, events }: Handshake): readonly string[] {
    const types = events ?? state.instances.get(instanceId)?.events ?? [];
    return types.length === 0 ? ['All'] : types;
  }

  const realtime: FakeRealtime = {
    connections,
    emit(instanceId, payload, options = {}) {
      checkEmitOptions(options);
      const log = logOf(instanceId);
      const event = createEvent(instanceId, payload, options);
      log.add(event);
      for (const connection of openOf(instanceId)) connection.sendEvent(event);
      return event.id;
    },
    sendFrame(instanceId, frame) {
      findInstance(state, instanceId);
      for (const connection of openOf(instanceId)) connection.sendFrame(frame);
    },
    redeliver(instanceId) {
      for (const event of logOf(instanceId).unacknowledged()) {
        for (const connection of openOf(instanceId)) connection.sendEvent(event);
      }
    },
    acked: (instanceId) => [...logOf(instanceId).acknowledged],
    unacked: (instanceId) =>
      logOf(instanceId)
        .unacknowledged()
        .map(({ id }) => id),
    drop(options = {}) {
      checkDropOptions(options);
      for (const connection of openOf(options.instanceId)) connection.close(options.code, options.reason);
    },
    fault(fault) {
      checkRealtimeFault(fault);
      faults.push({ fault, left: fault.times ?? 1 });
    },
  };
  return { realtime, close: () => realtime.drop() };
}

function refuseHandshake(socket: Duplex, status: number, headers: Readonly<Record<string, string>> = {}): void {
  const lines = Object.entries({ connection: 'close', 'content-length': '0', ...headers });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n`);
}
