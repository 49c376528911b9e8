import type { WireAnswer } from '../../http/response-parser.ts';
import type { RequestSpec } from '../vector.ts';
import { type Connection, openConnection } from './connection.ts';
import { type Place, requestBytes } from './request-bytes.ts';

// Less than the five seconds that runners give a test.
const PATIENCE_MS = 4_000;
const LITTLE_PATIENCE_MS = 150;

// A server whose answer is lost as often as this gives none.
const MOST_TRIES = 5;

/** Sends the requests of one vector: over one connection while it is open, else over a new one. */
export interface Sender {
  /** Opens the connection, so that what is sent next leaves at once. */
  open(): Promise<void>;
  /** `patient`: it is expected to be answered. */
  send(spec: RequestSpec, patient: boolean): Promise<WireAnswer | undefined>;
  /** How many requests were sent once more: the server left while their bodies were sent, and its answer was lost. */
  readonly lost: number;
  leave(): void;
}

export function createSender(place: Place): Sender {
  let connection: Connection | undefined;
  let lost = 0;
  const afresh = async (): Promise<Connection> => {
    connection?.leave();
    connection = await openConnection(place.url);
    return connection;
  };
  return {
    async open() {
      await afresh();
    },
    async send(spec, patient) {
      let current = connection?.usable && !spec.newConnection ? connection : await afresh();
      const { head, body } = requestBytes(spec, place);
      if (spec.hangsUp) {
        await current.sendAndLeave(head, body);
        return undefined;
      }
      const patienceMs = patient ? PATIENCE_MS : LITTLE_PATIENCE_MS;
      const options = { toHead: spec.method === 'HEAD', patienceMs };
      let answer = await current.exchange(head, body, options);
      for (let tries = 1; current.cutOff && tries < MOST_TRIES; tries += 1) {
        lost += 1;
        current = await afresh();
        answer = await current.exchange(head, body, options);
      }
      // Where a body ends that lies about its length is a matter of opinion.
      if (typeof spec.framing === 'object' && 'claims' in spec.framing) {
        current.leave();
        connection = undefined;
      }
      return answer;
    },
    get lost() {
      return lost;
    },
    leave: () => connection?.leave(),
  };
}
