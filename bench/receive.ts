/**
 * How fast a delivery is received, by tier and payload, compared with the floor and with published packages.
 * `npx -y pnpm@10.34.9 bench`
 */
import { createUrlSigner, hmacSignature } from '@vzaps/core/webhooks';
import { type Comparison, compare, readArguments, report } from './harness.ts';
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
      urlFloor(source, target),
      ...hmacPeers.map((peer) => peer(source)),
      ...createTiers(source, signer.verify),
    ],
  };
};

const hmac = (payload: Payload): Comparison => {
  const source = createSource(payload, '/hook');
  return {
    title: `hmacSignature, ${payload.name}`,
    baselines: ['floor', OCTOKIT],
    candidates: [hmacFloor(source), ...hmacPeers.map((peer) => peer(source)), ...createTiers(source, verifySignature)],
  };
};

const { settings, only } = readArguments();
const comparisons = payloads.flatMap((payload) => [url(payload), hmac(payload)]);
const results = [];
for (const comparison of comparisons.filter(({ title }) => title.includes(only))) {
  results.push(await compare(comparison, settings));
}
report('receive', results, settings);
console.log('\nWhat one call does:');
for (const { name, does } of results.at(0)?.rows ?? []) console.log(`${name.padEnd(10)}${does}`);
for (const payload of payloads) console.log(`${payload.name.padEnd(20)}${payload.create(1).length} bytes`);
