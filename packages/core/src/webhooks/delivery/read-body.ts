import { concatBytes } from '../../shared/concat-bytes.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import { isPromiseLike } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import type { BodySource } from './delivery.ts';

export type ReadBody = { ok: true; bytes: Uint8Array } | { ok: false; why: 'too_large' | 'broken' | 'late' };

const TOO_LARGE = { ok: false, why: 'too_large' } as const;
const BROKEN = { ok: false, why: 'broken' } as const;
const LATE = { ok: false, why: 'late' } as const;

export interface ReadLimits {
  /** Bytes. */
  limit: number;
  /** Milliseconds. */
  timeoutMs: number;
  wait: WaitFor;
}

/** Reads a body within the limits. A longer one is dropped as soon as that is known, never held whole. */
export function readBody(given: MaybePromise<BodySource>, limits: ReadLimits): MaybePromise<ReadBody> {
  return isPromiseLike(given) ? readLater(given, limits) : readSource(given, limits);
}

async function readLater(given: Promise<BodySource>, limits: ReadLimits): Promise<ReadBody> {
  // A promise of bytes ends as a stream of them does: badly, when the sender goes away.
  const settled = given.then(
    (source) => [source] as const,
    () => 'broken' as const,
  );
  const come = await limits.wait(settled, limits.timeoutMs);
  if (come === 'broken') return BROKEN;
  return come ? readSource(come[0], limits) : LATE;
}

function readSource(source: BodySource, limits: ReadLimits): MaybePromise<ReadBody> {
  if (source === null) return { ok: true, bytes: new Uint8Array() };
  if (typeof source === 'string') return whole(new TextEncoder().encode(source), limits.limit);
  if (source instanceof Uint8Array) return whole(source, limits.limit);
  return readStream(source, limits);
}

async function readStream(
  source: AsyncIterable<Uint8Array>,
  { limit, timeoutMs, wait }: ReadLimits,
): Promise<ReadBody> {
  const reading: Reading = { late: false, chunks: [] };
  const read = await wait(collect(source, limit, reading), timeoutMs);
  if (read) return read;
  reading.late = true;
  // The source may stay open for long; what came of it need not.
  reading.chunks = [];
  return LATE;
}

interface Reading {
  late: boolean;
  chunks: Uint8Array[];
}

async function collect(source: AsyncIterable<Uint8Array>, limit: number, reading: Reading): Promise<ReadBody> {
  let size = 0;
  try {
    for await (const chunk of source) {
      // What still comes is for nobody.
      if (reading.late) return LATE;
      size += chunk.length;
      if (size > limit) return TOO_LARGE;
      reading.chunks.push(chunk);
    }
  } catch {
    // The sender went away in the middle; there is nobody left to tell why.
    return BROKEN;
  }
  const { chunks } = reading;
  return { ok: true, bytes: chunks.length === 1 ? (chunks[0] as Uint8Array) : concatBytes(chunks, size) };
}

function whole(bytes: Uint8Array, limit: number): ReadBody {
  return bytes.length > limit ? TOO_LARGE : { ok: true, bytes };
}
