import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import { type ChunkCollector, createChunkCollector } from './chunk-collector.ts';
import type { BodySource } from './delivery.ts';
import type { UnverifiedBodies, UnverifiedBody } from './unverified-bodies.ts';

/**
 * `too_large`: longer than the limit. `broken`: the stream failed. `late`: the body did not arrive in time. `ended`: other
 * unverified bodies took the memory.
 */
export type BodyFailure = 'too_large' | 'broken' | 'late' | 'ended';

export type ReadBody = { ok: true; bytes: Uint8Array } | { ok: false; failure: BodyFailure };

const TOO_LARGE = { ok: false, failure: 'too_large' } as const;
const BROKEN = { ok: false, failure: 'broken' } as const;
const LATE = { ok: false, failure: 'late' } as const;
const ENDED = { ok: false, failure: 'ended' } as const;

export interface ReadLimits {
  /** In bytes. */
  limit: number;
  timeoutMs: number;
  waitFor: WaitFor;
  /** Given for a body that is read before verification. */
  unverifiedBodies?: UnverifiedBodies | undefined;
}

/** Reads a body. The rest of a body that exceeds the limit is not read. */
export function readBody(source: MaybePromise<BodySource>, limits: ReadLimits): MaybePromise<ReadBody> {
  return isPromiseLike(source) ? readPromise(source, limits) : readSource(source, limits);
}

async function readPromise(source: Promise<BodySource>, limits: ReadLimits): Promise<ReadBody> {
  // A promise rejects for the same reason as a stream breaks: the sender closed the connection.
  const settled = source.then(
    (value) => [value] as const,
    () => 'broken' as const,
  );
  const result = await limits.waitFor(settled, limits.timeoutMs);
  if (result === 'broken') return BROKEN;
  return result ? readSource(result[0], limits) : LATE;
}

function readSource(source: BodySource, limits: ReadLimits): MaybePromise<ReadBody> {
  if (source === null) return { ok: true, bytes: new Uint8Array() };
  if (typeof source === 'string') return checkSize(new TextEncoder().encode(source), limits.limit);
  if (source instanceof Uint8Array) return checkSize(source, limits.limit);
  return readStream(source, limits);
}

async function readStream(source: AsyncIterable<Uint8Array>, limits: ReadLimits): Promise<ReadBody> {
  const { limit, timeoutMs, waitFor, unverifiedBodies } = limits;
  const reading: Reading = { collector: createChunkCollector(), budget: undefined };
  const collecting = collectChunks(source, limit, reading);
  const result = await waitFor(
    unverifiedBodies ? untilEnded(collecting, reading, unverifiedBodies) : collecting,
    timeoutMs,
  );
  // The source may stay open for a long time. The chunks must not stay in memory so long.
  reading.collector = undefined;
  reading.budget?.release();
  return result ?? LATE;
}

/** Resolves with `ENDED` as soon as the budget ends this body, although its source may send nothing more. */
function untilEnded(collecting: Promise<ReadBody>, reading: Reading, bodies: UnverifiedBodies): Promise<ReadBody> {
  return new Promise((resolve) => {
    reading.budget = bodies.start(() => {
      reading.collector = undefined;
      resolve(ENDED);
    });
    collecting.then(resolve);
  });
}

interface Reading {
  /** `undefined`: the result is not used any more. */
  collector: ChunkCollector | undefined;
  budget: UnverifiedBody | undefined;
}

async function collectChunks(source: AsyncIterable<Uint8Array>, limit: number, reading: Reading): Promise<ReadBody> {
  try {
    for await (const chunk of source) {
      if (!reading.collector) return LATE;
      if (reading.collector.size + chunk.length > limit) return TOO_LARGE;
      reading.collector.add(chunk);
      reading.budget?.add(chunk.length);
    }
  } catch {
    // The sender closed the connection, so no response can tell the reason.
    return BROKEN;
  }
  return reading.collector ? { ok: true, bytes: reading.collector.join() } : LATE;
}

function checkSize(bytes: Uint8Array, limit: number): ReadBody {
  return bytes.length > limit ? TOO_LARGE : { ok: true, bytes };
}
