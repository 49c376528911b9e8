import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Candidate } from '../harness/types.ts';
import { SECRET, type Source } from './deliveries.ts';

/** The least that a receiver of signed URLs can do. */
export function urlFloor(source: Source, target: string): Candidate {
  const signature = Buffer.from(target.slice(-64));
  return {
    name: 'floor',
    does: 'compares the signature of the URL with a remembered one in constant time, JSON.parse',
    prepare: source.prepare,
    maxCalls: source.maxCalls,
    call() {
      const delivery = source.next();
      if (!timingSafeEqual(signature, Buffer.from((delivery.target as string).slice(-64)))) throw new Error('refused');
      return JSON.parse(delivery.body.toString());
    },
  };
}

/** The least that a receiver of signed bodies can do. */
export function hmacFloor(source: Source): Candidate {
  return {
    name: 'floor',
    does: 'HMAC-SHA-256 of the body, compared in constant time, JSON.parse',
    prepare: source.prepare,
    maxCalls: source.maxCalls,
    call() {
      const { body, signature } = source.next();
      const digest = createHmac('sha256', SECRET).update(body).digest();
      if (!timingSafeEqual(digest, Buffer.from(signature, 'hex'))) throw new Error('refused');
      return JSON.parse(body.toString());
    },
  };
}
