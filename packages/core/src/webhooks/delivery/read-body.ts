import { isPromiseLike, type MaybePromise } from '../../shared/maybe-promise.ts';
import type { WaitFor } from '../../shared/with-timeout.ts';
import { BodyReading, type ReadBody } from './body-reading.ts';
import type { BodySource } from './delivery.ts';
import { isNodeStream, readNodeStream } from './node-stream.ts';
import type { UnverifiedBodies } from './unverified-bodies.ts';

const TOO_LARGE = { ok: false, failure: 'too_large' } as const;
const BROKEN = { ok: false, failure: 'broken' } as const;
const LATE = { ok: false, failure: 'late' } as const;

export interface ReadLimits {
  /** In bytes. */
  limit: number;
  timeoutMs: number;
  waitFor: WaitFor;
  /** Given for a body that is read before verification. */
  unverifiedBodies?: UnverifiedBodies | undefined;
}

/** Reads a body. Keeps no more bytes than the limit in memory, even if the body is larger. */
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
  const reading = new BodyReading(limits.limit);
  reading.budget = limits.unverifiedBodies?.start(() => reading.fail('ended'));
  // The events of a Node stream take 0.6 of the CPU time of its iterator.
  if (isNodeStream(source)) readNodeStream(source, reading);
  else iterate(source, reading);
  const result = await limits.waitFor(reading.result, limits.timeoutMs);
  // The source may stay open for a long time. The chunks must not stay in memory so long.
  reading.fail('late');
  return result ?? LATE;
}

async function iterate(source: AsyncIterable<Uint8Array>, reading: BodyReading): Promise<void> {
  try {
    for await (const chunk of source) {
      reading.add(chunk);
      if (reading.isOver) return;
    }
    reading.end();
  } catch {
    // The sender closed the connection, so no response can contain the reason.
    reading.fail('broken');
  }
}

function checkSize(bytes: Uint8Array, limit: number): ReadBody {
  return bytes.length > limit ? TOO_LARGE : { ok: true, bytes };
}
