import { createUrlSigner } from '@vzaps/core/webhooks';
import type { Random } from '../random.ts';

const otherSigner = createUrlSigner({ secret: 'the public secret of another application' });
let made = 0;

/** Returns a new target without a valid signature: guessed, cut, or signed with another secret. */
export function forgedTarget(random: Random): string {
  made += 1;
  const instanceId = random.chance(0.5) ? 'VZ1' : `VZ${made}`;
  if (random.chance(0.3)) {
    const { pathname, search } = new URL(
      otherSigner.sign('http://x/webhooks/vzaps', { instanceId: `VZ${made}`, generation: random.below(3) }),
    );
    return pathname + search;
  }
  const guess = Array.from({ length: 8 }, () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  const signature = random.chance(0.9) ? `v1.${guess}` : guess.slice(random.below(64));
  return `/webhooks/vzaps?vzaps_instance=${instanceId}&vzaps_generation=${made}&vzaps_signature=${signature}`;
}
