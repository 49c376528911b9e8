/**
 * How fast the receivers of published packages are, and ours with all its steps. Each receives deliveries of its own service, in
 * the same size. `npx -y pnpm@10.34.9 bench peers`
 */
import { createUrlSigner, hmacSignature } from '@vzaps/core/webhooks';
import { type Comparison, compare, readArguments, report } from './harness.ts';
import { OCTOKIT, peers } from './peers/peers.ts';
import { createSource, SECRET, SIGNATURE_HEADER } from './receive/deliveries.ts';
import { type Payload, payloads } from './receive/payloads.ts';
import { createTiers } from './receive/tiers.ts';

const instanceId = 'VZ9K2M4N8P1Q3R5S7T0W';
const signer = createUrlSigner({ secret: SECRET });
const target = signer.sign('https://x.example/hook', { instanceId }).slice('https://x.example'.length);
const verifySignature = hmacSignature({ secret: SECRET, header: SIGNATURE_HEADER, prefix: 'sha256=', instanceId });

const OURS = 'verification, JSON.parse, validation, typed event, order, duplicate guard, a handler';

/** Ours with every step: verification, validation, typed event, order, duplicate guard, handler. */
const ours = (payload: Payload) => {
  const [url] = createTiers(createSource(payload, target), signer.verify).slice(-1);
  const [hmac] = createTiers(createSource(payload, '/hook'), verifySignature).slice(-1);
  return [
    url && { ...url, name: 'VZaps, signed URL', does: OURS },
    hmac && { ...hmac, name: 'VZaps, HMAC', does: OURS },
  ].filter((each) => !!each);
};

const compareWithPeers = (payload: Payload): Comparison => ({
  title: `peers, ${payload.name}`,
  baselines: [OCTOKIT],
  candidates: [...ours(payload), ...peers.map((create) => create(payload.create(1).length))],
});

const { settings, only } = readArguments();
const results = [];
for (const payload of payloads.slice(0, 3)) {
  const comparison = compareWithPeers(payload);
  if (comparison.title.includes(only)) results.push(await compare(comparison, settings));
}
report('peers', results, settings);
console.log('\nWhat one call does:');
for (const { name, does } of results.at(0)?.rows ?? []) console.log(`${name.padEnd(20)}${does}`);
