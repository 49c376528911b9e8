import { bySize } from '../size.ts';
import { type Connection, connect } from './connection.ts';

/** Keep-alive connections to one server. */
export interface Pool {
  /** Returns a connection for the caller alone. Rejects when the server does not listen. */
  take(): Promise<Connection>;
  release(connection: Connection): void;
  close(): void;
}

// These are more connections than the traffic needs at once.
const INITIAL_CONNECTIONS = bySize(100, 400);

/**
 * Opens connections one after the other before the traffic begins. Node accepts one connection in each turn of its event
 * loop, so a new connection to a busy server may wait for seconds.
 */
export async function openPool(port: number): Promise<Pool> {
  const all = new Set<Connection>();
  const idle: Connection[] = [];
  const open = async (): Promise<Connection> => {
    const connection = await connect(port);
    all.add(connection);
    return connection;
  };
  while (idle.length < INITIAL_CONNECTIONS) {
    const connection = await open();
    // A response shows that the server has accepted the connection.
    await connection.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET');
    idle.push(connection);
  }
  return {
    async take() {
      let connection = idle.pop();
      while (connection?.ended) connection = idle.pop();
      return connection ?? open();
    },
    release(connection) {
      if (!connection.ended) idle.push(connection);
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
