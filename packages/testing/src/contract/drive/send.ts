import type { RequestSpec } from '../vector.ts';
import { type Connection, openConnection } from './connection.ts';
import type { WireAnswer } from './parse-response.ts';
import { type Place, requestBytes } from './request-bytes.ts';

// Less than the five seconds that runners give a test.
const PATIENCE_MS = 4_000;
const LITTLE_PATIENCE_MS = 150;

/** Sends the requests of one vector: over one connection while it is open, else over a new one. */
export interface Sender {
  /** `patient`: it is expected to be answered. */
  send(spec: RequestSpec, patient: boolean): Promise<WireAnswer | undefined>;
  leave(): void;
}

export function createSender(place: Place): Sender {
  let connection: Connection | undefined;
  return {
    async send(spec, patient) {
      if (!connection?.usable || spec.newConnection) {
        connection?.leave();
        connection = await openConnection(place.url);
      }
      const { head, body } = requestBytes(spec, place);
      if (spec.hangsUp) {
        await connection.sendAndLeave(head, body);
        return undefined;
      }
      const patienceMs = patient ? PATIENCE_MS : LITTLE_PATIENCE_MS;
      const answer = await connection.exchange(head, body, { toHead: spec.method === 'HEAD', patienceMs });
      // Where a body ends that lies about its length is a matter of opinion.
      if (typeof spec.framing === 'object' && 'claims' in spec.framing) {
        connection.leave();
        connection = undefined;
      }
      return answer;
    },
    leave: () => connection?.leave(),
  };
}
