import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type ChildProcess, startProcess } from '../deployment/child-process.ts';
import { SECRET } from '../deployment/deployment-config.ts';
import { connect } from '../http/connection.ts';
import { printResults } from '../print-results.ts';
import { PATH, SERVERS, type ServerConfig, SIGNATURE_HEADER } from '../servers/server-config.ts';
import { bySize } from '../size.ts';
import type { Measurement } from '../soak/measure.ts';
import { messageBody } from '../traffic/message-body.ts';
import { type Attack, encodeChunks, startAttack } from './attack.ts';

const MIB = 2 ** 20;
const CONNECTIONS = bySize(20, 200);
const CHUNKS = bySize(8_000, 20_000);
const LARGE_CONNECTIONS = bySize(20, 40);
const LARGE_BYTES = 8 * MIB;
const BUDGET_BYTES = 64 * MIB;
const BODY_TIMEOUT_MS = bySize(2_000, 5_000);
const MEASUREMENTS = bySize(6, 20);
/** The memory of the connections themselves and of the valid deliveries. */
const OVERHEAD_BYTES = 8 * MIB + CONNECTIONS * 32 * 1024;

/** The most memory that a body of one-byte chunks takes for each of its bytes. */
const BYTES_PER_CHUNK = 4;

interface ValidDeliveries {
  /** How many were answered as handled so far. */
  handled: number;
  /** Ends after the message that is being sent. Rejects if one was not handled. */
  stop(): Promise<void>;
}

/**
 * Sends signed messages, one after the other. Each has a connection of its own: on a busy machine the server may take a reused
 * connection for idle, and close it.
 */
function sendValid(port: number): ValidDeliveries {
  let isStopped = false;
  const valid: ValidDeliveries = {
    handled: 0,
    async stop() {
      isStopped = true;
      await sending;
    },
  };
  async function send(): Promise<void> {
    while (!isStopped) {
      const connection = await connect(port);
      const messageId = `VALID${valid.handled}`;
      const body = messageBody({ instance: 'VZ1', phone: '5511900901234', messageId, text: 'olá' });
      const signature = createHmac('sha256', SECRET).update(body).digest('hex');
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${SIGNATURE_HEADER}: ${signature}\r\n`;
      const response = await connection.send(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      expect(response.body.toString()).toBe('{"outcome":"handled"}');
      connection.close();
      valid.handled += 1;
      await sleep(5);
    }
  }
  const sending = send();
  // `stop()` rejects with it.
  sending.catch(() => {});
  return valid;
}

/** Measures the server until it has answered every connection, or often enough. Returns the most memory that it held. */
async function measureAttack(child: ChildProcess, attack: Attack, connections: number): Promise<number> {
  let most = 0;
  for (let times = 0; times < MEASUREMENTS && attack.statuses.length < connections; times += 1) {
    most = Math.max(most, ((await child.ask({})) as Measurement).heap);
    await sleep(200);
  }
  attack.end();
  return most;
}

it.each(bySize<readonly ServerConfig['server'][]>(['Express'], SERVERS))(
  '%s holds a bounded part of unverified bodies in memory, and handles signed messages meanwhile',
  async (server) => {
    const config: ServerConfig = { server, port: 0, signedBytes: true, bodyTimeoutMs: BODY_TIMEOUT_MS };
    const child = await startProcess('servers/server.main', config, ['--expose-gc']);
    onTestFinished(() => child.kill());
    const port = child.ready as number;
    const valid = sendValid(port);
    await vi.waitUntil(() => valid.handled >= 10, { timeout: 60_000 });
    const before = ((await child.ask({})) as Measurement).heap;
    const handledBefore = valid.handled;

    const small = await startAttack(port, CONNECTIONS, encodeChunks(CHUNKS, 1));
    const smallGrowth = (await measureAttack(child, small, CONNECTIONS)) - before;
    const large = await startAttack(port, LARGE_CONNECTIONS, encodeChunks(LARGE_BYTES / 65_536, 65_536));
    const largeGrowth = (await measureAttack(child, large, LARGE_CONNECTIONS)) - before;
    await valid.stop();
    const { handled, errors } = (await child.ask({})) as { handled: number; errors: string[] };

    printResults(`unverified bodies on ${server}`, {
      'one-byte chunks': CONNECTIONS * CHUNKS,
      'MB with one-byte chunks': smallGrowth / MIB,
      'MB sent in large bodies': (LARGE_CONNECTIONS * LARGE_BYTES) / MIB,
      'MB with large bodies': largeGrowth / MIB,
      'large bodies answered': large.statuses.length,
      'valid deliveries before': handledBefore,
      'valid deliveries meanwhile': valid.handled - handledBefore,
    });
    expect(smallGrowth).toBeLessThan(BYTES_PER_CHUNK * CONNECTIONS * CHUNKS + OVERHEAD_BYTES);
    expect(largeGrowth).toBeLessThan(2 * BUDGET_BYTES + OVERHEAD_BYTES);
    // How many depends on the machine: Node calls the server for each chunk, so one turn of its event loop can take seconds.
    expect(valid.handled).toBeGreaterThan(handledBefore);
    expect(handled).toBe(valid.handled);
    expect(errors).toEqual([]);
  },
);
