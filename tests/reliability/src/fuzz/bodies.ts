import { gzipSync } from 'node:zlib';
import type { Random } from '../random.ts';
import { messageBody } from '../traffic/message-body.ts';

/** A longer body is answered with 413. */
export const BODY_LIMIT = 64 * 1024;

export interface Body {
  bytes: Buffer;
  /** Whether the handler throws for this message. Then a 500 is right. */
  handlerThrows?: true;
  /** The content-encoding of the bytes. */
  encoding?: string;
}

type CreateBody = (random: Random) => Body;

let made = 0;
const message = (random: Random, text = 'olá 😀'): string => {
  made += 1;
  const phone = String(5511900900000 + random.below(200));
  return messageBody({ instance: 'VZ1', phone, messageId: `F${made}`, text, form: random.below(4) });
};
const text =
  (create: (random: Random) => string): CreateBody =>
  (random) => ({ bytes: Buffer.from(create(random)) });

const KINDS: readonly CreateBody[] = [
  text((random) => message(random)),
  text((random) => message(random)),
  (random) => ({ bytes: Buffer.from(message(random, 'fails')), handlerThrows: true }),
  text(() => ''),
  text((random) => ['null', '0', '"text"', '[]', '{}', 'true', '-', '{', '\u0000', ' '][random.below(10)] as string),
  // Cut at a random place, or with random bytes changed.
  text((random) => message(random).slice(0, random.below(1_500))),
  (random) => ({ bytes: mutated(random, Buffer.from(message(random))) }),
  (random) => ({ bytes: Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))) }),
  // Deeply nested: arrays, objects, and an event.
  text((random) => '['.repeat(random.below(20_000))),
  text((random) => nested(random.below(5_000), '[', ']')),
  text((random) => nested(random.below(5_000), '{"a":', '}')),
  text((random) => `{"type":"Message","event":${nested(random.below(2_000), '{"message":', '}')}}`),
  text((random) => `{"json_data":${JSON.stringify(message(random))},"__proto__":{"type":"x"},"constructor":1}`),
  text((random) => `{"type":"${['Message', 'ReadReceipt', 'HistorySync', 'Nope', '__proto__'][random.below(5)]}"}`),
  text((random) => `\uFEFF${message(random)}`),
  text((random) => new URLSearchParams({ jsonData: message(random) }).toString()),
  text((random) => 'x'.repeat(random.below(2 * BODY_LIMIT))),
  text((random) => `${message(random)}${' '.repeat(random.below(2 * BODY_LIMIT))}`),
  (random) => ({ bytes: gzipSync(message(random)), encoding: 'gzip' }),
  (random) => ({ bytes: gzipSync('x'.repeat(random.below(10 * BODY_LIMIT))), encoding: 'gzip' }),
];

export function randomBody(random: Random): Body {
  return random.pick(KINDS)(random);
}

function nested(depth: number, open: string, close: string): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

function mutated(random: Random, bytes: Buffer): Buffer {
  for (let times = 1 + random.below(5); times > 0; times -= 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}
