import type { Payload } from '../receive/payloads.ts';

/** Writes the text of the body number `index`, so that each is a new event. */
export type BodyWriter = (index: number) => string;

export interface SignedBody {
  bytes: Buffer;
  text: string;
  signature: string;
}

export interface PeerSource {
  prepare(calls: number): void;
  next(): SignedBody;
}

/** The same bodies that the receiver of VZaps gets. */
export function sameBody(payload: Payload): BodyWriter {
  return (index) => payload.create(index).toString();
}

/** An event in the form of another service, as large as the body of VZaps. `fill` gives it its size. */
export function filledTo(write: (index: number, fill: string) => object): (payload: Payload) => BodyWriter {
  return (payload) => {
    const size = payload.create(1).length;
    const overhead = JSON.stringify(write(0, '')).length;
    const fill = 'Good morning! Is the blue one still there? '.repeat(size).slice(0, Math.max(1, size - overhead));
    return (index) => JSON.stringify(write(index, fill));
  };
}

let created = 0;

/** New deliveries for each batch. They are written and signed before the measurement, as a sender does. */
export function createPeerSource(write: BodyWriter, sign: (text: string) => string): PeerSource {
  let bodies: SignedBody[] = [];
  let at = 0;
  return {
    prepare(calls) {
      at = 0;
      bodies = Array.from({ length: calls }, () => {
        created += 1;
        const text = write(created);
        return { bytes: Buffer.from(text), text, signature: sign(text) };
      });
    },
    next() {
      const body = bodies[at] as SignedBody;
      at += 1;
      return body;
    },
  };
}
