import { connect } from 'node:net';
import type { Random } from '../random.ts';
import { type BrokenRequest, brokenRequest } from './broken-request.ts';
import { blame, ENOUGH, type Findings, note } from './findings.ts';

const PARALLEL = 24;
const PATIENCE_MS = 20_000;

/** Sends what is no whole request, each on a connection of its own. It is answered, or the connection closed. */
export async function fireBroken(
  port: number,
  random: Random,
  count: number,
  findings: Findings,
  holds: boolean,
): Promise<void> {
  let left = count;
  const runners = Array.from({ length: PARALLEL }, async () => {
    while (left > 0 && findings.problems.length < ENOUGH) {
      left -= 1;
      await fire(port, brokenRequest(random, holds), findings);
    }
  });
  await Promise.all(runners);
}

async function fire(port: number, { bytes, ending }: BrokenRequest, findings: Findings): Promise<void> {
  let resolve: (how: 'ended' | 'late' | 'left') => void = () => {};
  const promise = new Promise<'ended' | 'late' | 'left'>((settle) => {
    resolve = settle;
  });
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let said = '';
  const timer = setTimeout(resolve, PATIENCE_MS, 'late');
  socket.setEncoding('latin1');
  socket.on('error', () => resolve('ended'));
  socket.on('close', () => resolve('ended'));
  socket.on('end', () => resolve('ended'));
  socket.on('data', (chunk: string) => {
    said += chunk;
    // Who holds a connection has its answer; it will not be closed.
    if (ending === 'hold' && said.includes('\r\n\r\n')) resolve('ended');
  });
  socket.on('connect', () => {
    socket.write(bytes, () => {
      if (ending === 'halfOpen') socket.end();
      if (ending === 'gone') resolve('left');
    });
  });
  const how = await promise;
  clearTimeout(timer);
  socket.destroy();

  const statuses = [...said.matchAll(/^HTTP\/1\.1 ([2-5]\d\d) /gm)].map(([, status]) => Number(status));
  for (const status of statuses) note(findings, status, bytes, bytes.includes('fails'));
  if (how === 'late') blame(findings, `neither answered nor closed (${ending})`, bytes);
  else if (how === 'left') findings.left += 1;
  else if (statuses.length === 0) findings.closed += 1;
}
