import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to `url` that can be cut and joined again: what goes over it is cut off in the middle. */
export async function createCut(url: string) {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end
        .on('error', () => {})
        .on('close', () => {
          near.destroy();
          far.destroy();
          ends.delete(end);
        });
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cut() {
      whole = false;
      for (const end of ends) end.destroy();
    },
    join() {
      whole = true;
    },
    close() {
      for (const end of ends) end.destroy();
      server.close();
    },
  };
}
