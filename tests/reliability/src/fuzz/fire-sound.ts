import { type Connection, connect } from '../http/connection.ts';
import type { Answer } from '../http/response-reader.ts';
import type { Random } from '../random.ts';
import { blame, ENOUGH, type Findings, note } from './findings.ts';
import { type SoundRequest, soundRequest } from './sound-request.ts';

const PARALLEL = 6;
const BURST = 12;
const PATIENCE_MS = 20_000;

/** Sends requests whose HTTP is right, pipelined over kept connections. Each has to be answered. */
export async function fireSound(port: number, random: Random, count: number, findings: Findings): Promise<void> {
  let left = count;
  const runners = Array.from({ length: PARALLEL }, async () => {
    let connection = await connect(port);
    let queue: SoundRequest[] = [];
    while ((left > 0 || queue.length > 0) && findings.problems.length < ENOUGH) {
      const fresh = Math.min(left, queue.length > 0 ? 0 : 1 + random.below(BURST));
      left -= fresh;
      queue.push(...Array.from({ length: fresh }, () => soundRequest(random)));
      const end = queue.findIndex(({ alone }) => alone);
      const burst = queue.splice(0, end < 0 ? BURST : Math.max(1, end));
      const unanswered = await fire(connection, burst, findings);
      if (unanswered === undefined) continue;
      queue = [...unanswered.map((request) => ({ ...request, alone: true })), ...queue];
      connection.close();
      connection = await connect(port);
    }
    connection.close();
  });
  await Promise.all(runners);
}

/**
 * What was not answered, when the connection has ended. A server that ends it after an answer does not read what
 * stands behind, and TCP may even lose the answer; as any client would, we send it again, by itself. That is answered.
 */
async function fire(
  connection: Connection,
  burst: readonly SoundRequest[],
  findings: Findings,
): Promise<SoundRequest[] | undefined> {
  const answers = burst.map(({ bytes, method }) => connection.send(bytes, method).catch((error: Error) => error));
  let closing = false;
  for (const [index, request] of burst.entries()) {
    const answer = await inTime(answers[index] as Promise<Answer | Error>);
    if (answer instanceof Error) {
      const sentByItself = burst.length === 1 && request.alone;
      if (sentByItself) blame(findings, `not answered (${answer.message})`, request.bytes);
      return burst.slice(sentByItself ? 1 : index);
    }
    note(findings, answer.status, request.bytes, request.fails);
    closing = answer.headers.get('connection') === 'close';
  }
  return closing ? [] : undefined;
}

async function inTime(answer: Promise<Answer | Error>): Promise<Answer | Error> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Error>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, new Error(`nothing within ${PATIENCE_MS} ms`));
  });
  const first = await Promise.race([answer, late]);
  clearTimeout(timer);
  return first;
}
