/** Builds a payload. `index` makes it a new event, and `fill` gives it its size. */
export type PayloadWriter = (index: number, fill: string) => object;

export interface SignedBody {
  bytes: Buffer;
  text: string;
  signature: string;
}

export interface PeerSource {
  prepare(calls: number): void;
  next(): SignedBody;
}

let created = 0;

/** New deliveries of one size for each batch. They are written and signed before the measurement, as a sender does. */
export function createPeerSource(write: PayloadWriter, size: number, sign: (text: string) => string): PeerSource {
  const overhead = JSON.stringify(write(0, '')).length;
  const fill = 'Good morning! Is the blue one still there? '.repeat(size).slice(0, Math.max(1, size - overhead));
  let bodies: SignedBody[] = [];
  let at = 0;
  return {
    prepare(calls) {
      at = 0;
      bodies = Array.from({ length: calls }, () => {
        created += 1;
        const text = JSON.stringify(write(created, fill));
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
