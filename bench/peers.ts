/**
 * How fast the receivers of published packages are, and ours with all its steps. Those that look into an event receive
 * events of their own service, in the same size. All others receive our bodies. `npx -y pnpm@10.34.9 bench peers`
 */
import { fileURLToPath } from 'node:url';
import { createUrlSigner, hmacSignature, type Verifier } from '@vzaps/core/webhooks';
import { runBench } from './harness/run.ts';
import type { Candidate, Comparison } from './harness/types.ts';
import { OCTOKIT, peers } from './peers/peers.ts';
import { createSource, SECRET, SIGNATURE_HEADER } from './receive/deliveries.ts';
import { type Payload, payloads } from './receive/payloads.ts';
import { createTiers } from './receive/tiers.ts';

const instanceId = 'VZ9K2M4N8P1Q3R5S7T0W';
const signer = createUrlSigner({ secret: SECRET });
const target = signer.sign('https://x.example/hook', { instanceId }).slice('https://x.example'.length);
const verifySignature = hmacSignature({ secret: SECRET, header: SIGNATURE_HEADER, prefix: 'sha256=', instanceId });

const OURS = 'verification, JSON.parse, validation, typed event, order, duplicate guard, a handler';

/** Our receiver with every step, which is the last tier of `tiers.ts`, under a name for this comparison. */
function ours(name: string, payload: Payload, requestTarget: string, verify: Verifier): () => Candidate {
  const [complete] = createTiers(createSource(payload, requestTarget), verify).slice(-1);
  return () => ({ ...(complete?.() as Candidate), name, does: OURS });
}

const compareWithPeers = (payload: Payload): Comparison => ({
  title: `peers, ${payload.name}`,
  baselines: [OCTOKIT],
  candidates: [
    ours('VZaps, signed URL', payload, target, signer.verify),
    ours('VZaps, HMAC', payload, '/hook', verifySignature),
    ...peers.map((create) => () => create(payload)),
  ],
});

await runBench('peers', fileURLToPath(import.meta.url), payloads.slice(0, 3).map(compareWithPeers));
