import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect } from './connection.ts';

/** A client with keep-alive that uses one connection for as long as the server keeps it open. */
export interface SteadyClient {
  /** Sends a request to the process that listens at the moment. Repeats this until the response is 200. */
  deliver(request: string): Promise<void>;
  close(): void;
}

const RETRY_INTERVAL_MS = 5;

/** @param count Is called with each status. 0 means that no response came. */
export function createSteadyClient(port: number, count: (status: number) => void): SteadyClient {
  let connection: Connection | undefined;
  return {
    async deliver(request) {
      for (let status = 0; status !== 200; ) {
        if (!connection || connection.ended) connection = await connect(port).catch(() => undefined);
        if (connection) {
          ({ status } = await connection.send(request).catch(() => ({ status: 0 })));
          count(status);
        }
        if (status !== 200) await sleep(RETRY_INTERVAL_MS);
      }
    },
    close: () => connection?.close(),
  };
}
