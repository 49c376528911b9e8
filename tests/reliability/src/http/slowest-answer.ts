import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './connection.ts';

const EVERY_MS = 50;

/** Asks a server over and over for what needs no work, and answers how many milliseconds that took at most. */
export async function slowestAnswer(port: number, until: Promise<unknown>): Promise<number> {
  const connection = await connect(port);
  let over = false;
  const end = (): void => {
    over = true;
  };
  until.then(end, end);
  let slowest = 0;
  while (!over) {
    const started = performance.now();
    await connection.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET');
    slowest = Math.max(slowest, performance.now() - started);
    await sleep(EVERY_MS);
  }
  connection.close();
  return slowest;
}
