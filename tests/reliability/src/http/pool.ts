import { type Connection, connect } from './connection.ts';

/** Kept connections to one server. */
export interface Pool {
  /** For the caller alone, until it is given back. Rejects where nobody listens. */
  take(): Promise<Connection>;
  giveBack(connection: Connection): void;
  close(): void;
}

// More than the traffic uses at once.
const AT_FIRST = 400;

/**
 * Opens connections one after the other, before there is traffic: Node accepts one in each turn of its event loop, so
 * that on a busy server a new one may wait for seconds.
 */
export async function openPool(port: number): Promise<Pool> {
  const all = new Set<Connection>();
  const idle: Connection[] = [];
  const open = async (): Promise<Connection> => {
    const connection = await connect(port);
    all.add(connection);
    return connection;
  };
  while (idle.length < AT_FIRST) {
    const connection = await open();
    // Answered, so accepted.
    await connection.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET');
    idle.push(connection);
  }
  return {
    async take() {
      let connection = idle.pop();
      while (connection?.ended) connection = idle.pop();
      return connection ?? open();
    },
    giveBack(connection) {
      if (!connection.ended) idle.push(connection);
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
