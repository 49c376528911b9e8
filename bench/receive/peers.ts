/**
 * The published packages that our receiver is compared with, in pinned versions. Add a peer as a function that returns a
 * candidate, and add the function to `hmacPeers`. State in `does` which tiers the peer covers.
 */
import { Webhooks } from '@octokit/webhooks';
import type { Candidate } from '../harness/types.ts';
import { SECRET, type Source } from './deliveries.ts';

export const OCTOKIT = 'octokit';

/** Its own middleware hands over the body as text, so the conversion of the bytes is measured too. */
function octokit(source: Source): Candidate {
  const webhooks = new Webhooks({ secret: SECRET });
  webhooks.on('push', () => {});
  return {
    name: OCTOKIT,
    does: '@octokit/webhooks 14.2 verifyAndReceive: HMAC-SHA-256, JSON.parse, a handler. No validation, no duplicate guard',
    prepare: source.prepare,
    maxCalls: source.maxCalls,
    call() {
      const { body, signature } = source.next();
      const payload = body.toString();
      return webhooks.verifyAndReceive({ id: '1', name: 'push', payload, signature: `sha256=${signature}` });
    },
  };
}

/** All of them verify a signature of the body. None of them knows signed URLs. */
export const hmacPeers: readonly ((source: Source) => Candidate)[] = [octokit];
