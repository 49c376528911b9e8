import { createUrlSigner } from '@vzaps/core/webhooks';
import { SECRET } from '../deployment/deployment-config.ts';
import type { Random } from '../random.ts';

/** The paths of the webhook. The second path has a body parser, where the framework supports it. */
export const PATHS = ['/webhooks/vzaps', '/parsed/webhooks/vzaps'] as const;

const { search } = new URL(createUrlSigner({ secret: SECRET }).sign('http://x/', { instanceId: 'VZ1' }));
const UNUSUAL = [
  '//',
  '/../',
  '/%',
  '/%zz',
  '/%00',
  '/%2e%2e/',
  '/;',
  '/a:b',
  '/\\',
  '/{}',
  '/"',
  '/constructor',
  '/%ff%fe',
];
/** A target of the webhook without a body parser. Half of them have a valid signature. */
export const signedTarget = (random: Random): string =>
  PATHS[0] + (random.chance(0.5) ? search : changed(random, search));

const path = (random: Random): string => PATHS[random.chance(0.7) ? 0 : 1];

/** A random target of a request line: printable ASCII without spaces, so that it is valid HTTP. */
export function randomTarget(random: Random): string {
  const draw = random.next();
  if (draw < 0.6) return path(random) + search;
  if (draw < 0.7) return path(random) + changed(random, search);
  if (draw < 0.75) return `${path(random)}${search}&${search.slice(1)}`;
  if (draw < 0.8) return `http://other.example${path(random)}${search}`;
  if (draw < 0.85) return random.pick(UNUSUAL) + path(random).slice(1) + search;
  if (draw < 0.9) return path(random) + random.pick(UNUSUAL) + search;
  if (draw < 0.93) return `${path(random)}?${'a=b&'.repeat(random.below(2_000))}`;
  if (draw < 0.96) return `${path(random)}${'?'.repeat(1 + random.below(5))}${printable(random, 200)}`;
  return `/${printable(random, 100)}`;
}

/** Changes some characters after the question mark. */
function changed(random: Random, query: string): string {
  const at = 1 + random.below(query.length - 1);
  return query.slice(0, at) + printable(random, 3) + query.slice(at + random.below(3));
}

export function printable(random: Random, most: number): string {
  return Array.from({ length: random.below(most) }, () => String.fromCharCode(33 + random.below(94))).join('');
}
