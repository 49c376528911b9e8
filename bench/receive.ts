/**
 * How fast a delivery is received, by tier and payload, compared with the floor and with published packages.
 * `npx -y pnpm@10.34.9 bench`
 */
import { fileURLToPath } from 'node:url';
import { createUrlSigner, hmacSignature } from '@vzaps/core/webhooks';
import { runBench } from './harness/run.ts';
import type { Comparison } from './harness/types.ts';
import { createSource, SECRET, SIGNATURE_HEADER } from './receive/deliveries.ts';
import { hmacFloor, urlFloor } from './receive/floor.ts';
import { type Payload, payloads } from './receive/payloads.ts';
import { hmacPeers, OCTOKIT } from './receive/peers.ts';
import { createTiers } from './receive/tiers.ts';

const instanceId = 'VZ9K2M4N8P1Q3R5S7T0W';
const signer = createUrlSigner({ secret: SECRET });
const target = signer.sign('https://x.example/hook', { instanceId }).slice('https://x.example'.length);
const verifySignature = hmacSignature({ secret: SECRET, header: SIGNATURE_HEADER, prefix: 'sha256=', instanceId });

const url = (payload: Payload): Comparison => {
  const source = createSource(payload, target);
  return {
    title: `signed URL, ${payload.name}`,
    baselines: ['floor', OCTOKIT],
    candidates: [
      () => urlFloor(source, target),
      ...hmacPeers.map((peer) => () => peer(source)),
      ...createTiers(source, signer.verify),
    ],
  };
};

const hmac = (payload: Payload): Comparison => {
  const source = createSource(payload, '/hook');
  return {
    title: `hmacSignature, ${payload.name}`,
    baselines: ['floor', OCTOKIT],
    candidates: [
      () => hmacFloor(source),
      ...hmacPeers.map((peer) => () => peer(source)),
      ...createTiers(source, verifySignature),
    ],
  };
};

const comparisons = payloads.flatMap((payload) => [url(payload), hmac(payload)]);
await runBench('receive', fileURLToPath(import.meta.url), comparisons);
