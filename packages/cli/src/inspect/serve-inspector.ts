import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInspector, type Inspector, type InspectorOptions } from '@vzaps/inspector';
import type { Terminal } from '../terminal/terminal.ts';
import { CommandError } from '../usage-error.ts';

/** Where the page is, if the user names no port. */
const DEFAULT_PORT = 4712;

export interface ServedInspector extends Pick<Inspector, 'onOutcome'> {
  close(): void;
}

/** Serves an inspector on this machine only, and prints its address. A token keeps other users of the machine out. */
export async function serveInspector(
  terminal: Terminal,
  port: number | undefined,
  options: InspectorOptions,
): Promise<ServedInspector> {
  const token = randomBytes(18).toString('base64url');
  const inspector = createInspector({ ...options, token });
  const server = createServer(inspector.node);
  await listen(server, port);
  const { port: used } = server.address() as AddressInfo;
  terminal.note(`Inspector: http://127.0.0.1:${used}/?token=${token}`);
  return {
    onOutcome: inspector.onOutcome,
    close() {
      inspector.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Without a chosen port, another one is taken if the default is not free: several inspectors can run. */
async function listen(server: Server, port: number | undefined): Promise<void> {
  try {
    await once(server.listen(port ?? DEFAULT_PORT, '127.0.0.1'), 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    if (port !== undefined) throw new CommandError(`Port ${port} is not free. Choose another one for the inspector.`);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  }
}
