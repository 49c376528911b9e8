import type { Random } from '../random.ts';
import { BODY_LIMIT, randomBody } from './bodies.ts';
import { printable, randomTarget } from './targets.ts';

const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'x'];
const TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', '', '/', 'é'];

/** Returns a random `Request`, as a platform could pass it to `receiver.fetch`. */
export function fetchRequest(random: Random): { request: Request; handlerThrows: boolean } {
  const method = random.chance(0.8) ? 'POST' : random.pick(METHODS);
  const { bytes, handlerThrows = false, encoding } = randomBody(random);
  const headers = new Headers({ 'content-type': random.pick(TYPES) });
  if (encoding || random.chance(0.05)) headers.set('content-encoding', encoding ?? random.pick(['br', 'identity', '']));
  // No HTTP server has checked this header.
  if (random.chance(0.2)) headers.set('content-length', random.pick(['0', '-1', '1e9', 'x', String(bytes.length)]));
  if (random.chance(0.1)) headers.set('x-anything', printable(random, 500));
  const withBody = method !== 'GET' && method !== 'HEAD' && random.chance(0.95);
  const init = { method, headers, ...(withBody && { body: bodyOf(random, bytes), duplex: 'half' as const }) };
  return { request: new Request(urlOf(random), init), handlerThrows };
}

function urlOf(random: Random): string {
  const target = randomTarget(random);
  try {
    return new URL(target.startsWith('http') ? target : `http://x.example${target}`).href;
  } catch {
    return 'http://x.example/';
  }
}

/** Returns the body at once, in chunks, with an error in the middle, without an end, or longer than the limit. */
function bodyOf(random: Random, bytes: Buffer): Uint8Array | ReadableStream<Uint8Array> {
  const draw = random.next();
  if (draw < 0.6) return bytes;
  const step = 1 + random.below(bytes.length + 1);
  const ending = random.next();
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (draw > 0.98) return controller.enqueue(new Uint8Array(BODY_LIMIT / 2));
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + step));
      else if (ending < 0.1) controller.error(new Error('The sender disconnected.'));
      // The body neither continues nor ends.
      else if (ending < 0.12) return new Promise(() => {});
      else controller.close();
      at += step;
    },
  });
}
