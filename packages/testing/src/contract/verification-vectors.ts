import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createUrlSigner } from '@vzaps/core/webhooks';
import { samplePayload } from '../samples/index.ts';
import { GATEWAY_SECRET, gateway, INSTANCE, OLD_SECRET, SECRET, type Site } from './site.ts';
import { answers, type Vector } from './vector.ts';

const REFUSED = { status: 401, outcome: 'refused' };
const OTHER = 'VZOTHER4N8P1Q3R5S7T0';

/** A forged URL and its refusal: answered 401, no handler ran, nothing of the URL is in the answer. */
function refuses(what: string, forge: (site: Site) => string): Vector {
  return {
    name: `refuses ${what}`,
    async run(site, kind) {
      const result = await site.deliver(samplePayload('Message'), { url: forge(site) });
      answers(result, kind, REFUSED);
      assert.equal(site.seen.length, 0);
    },
  };
}

const signedWith = (options: Parameters<typeof createUrlSigner>[0], claims = { instanceId: INSTANCE }) => {
  const signer = createUrlSigner({ audience: 'contract', ...options });
  return ({ bareUrl }: Site) => signer.sign(bareUrl, claims);
};

/** Flips one bit of the signature's last byte. */
const oneBitOff = (url: string): string => url.slice(0, -1) + (Number.parseInt(url.slice(-1), 16) ^ 1).toString(16);

const signature = (bytes: Uint8Array | string): string =>
  `sha256=${createHmac('sha256', GATEWAY_SECRET).update(bytes).digest('hex')}`;

export const verificationVectors: readonly Vector[] = [
  refuses('a signature with one bit changed', ({ url }) => oneBitOff(url)),
  refuses("another instance's signature", ({ url }) => url.replace(INSTANCE, OTHER)),
  refuses('a URL without a signature', ({ bareUrl }) => bareUrl),
  refuses('an empty signature', ({ url }) => url.replace(/vzaps_signature=[^&]*/, 'vzaps_signature=')),
  refuses('a repeated signature', ({ url }) => `${url}&${/vzaps_signature=[^&]*/.exec(url)?.[0]}`),
  refuses('a repeated instance', ({ url }) => `${url}&vzaps_instance=${OTHER}`),
  refuses('a signature made with a secret that is not listed', signedWith({ secret: `${SECRET}, but another` })),
  refuses('a signature for another audience', signedWith({ secret: SECRET, audience: 'staging' })),
  refuses('a generation that is not accepted', ({ signer, bareUrl }) =>
    signer.sign(bareUrl, { instanceId: INSTANCE, generation: 9 }),
  ),
  {
    name: 'takes a rotated secret that is still listed, and tells that it is retired',
    async run(site, kind) {
      const url = signedWith({ secret: OLD_SECRET })(site);
      answers(await site.deliver(samplePayload('Message'), { url }), kind, { status: 200, outcome: 'handled' });
      const [outcome] = site.outcomes;
      assert.equal(outcome && 'retired' in outcome && outcome.retired, true);
    },
  },
  {
    name: 'hands handlers the signed instance, whatever the body or a header says',
    async run(site, kind) {
      const payload = { ...samplePayload('Message', { envelope: 'B' }), instance_id: OTHER };
      const result = await site.deliver(payload, { headers: { 'x-instance-id': OTHER } });
      answers(result, kind, { status: 200, outcome: 'handled' });
      assert.deepEqual(
        site.seen.map(({ instanceId }) => instanceId),
        [INSTANCE],
      );
    },
  },
  {
    name: 'verifies when a proxy rewrote host and added to the query',
    async run(site, kind) {
      const url = site.url.replace('?', '?utm=a%20b&');
      const result = await site.deliver(samplePayload('Message'), { url, headers: { host: 'inner.example' } });
      answers(result, kind, { status: 200, outcome: 'handled' });
    },
  },
  {
    name: 'survives request targets that are no paths, and lets none pass',
    async run(site) {
      const { pathname, search } = new URL(site.url);
      for (const target of [
        `//evil${pathname}${search}`,
        `//evil/x?${search}`,
        `${pathname}${search}#x`,
        `${pathname}#${search}`,
      ]) {
        const { status } = await site.deliver(samplePayload('Message'), { target });
        assert.ok(status === 401 || status === 404 || status === 400, `${target} answered ${status}`);
      }
      assert.equal(site.seen.length, 0);
    },
  },
  {
    name: "verifies a gateway's signature of the bytes, to the byte",
    options: { verify: gateway() },
    async run(site, kind) {
      const bytes = JSON.stringify(samplePayload('Message', { text: 'caf\u00e9 😀' }), null, 1).replace(
        'caf',
        '\\u0063af',
      );
      const right = await site.deliver(bytes, { headers: { 'x-signature': signature(bytes) } });
      const wrong = await site.deliver(bytes, { headers: { 'x-signature': signature(`${bytes} `) } });
      if (kind === 'json' || kind === 'text') {
        // The parser kept no bytes: a mistake in the mount, told at once, and never a false "signature wrong".
        assert.deepEqual([right.status, wrong.status], [500, 500]);
        assert.equal(site.seen.length, 0);
        return;
      }
      answers(right, kind, { status: 200, outcome: 'handled' });
      answers(wrong, kind, REFUSED);
      assert.equal(site.seen[0]?.event.text, 'café 😀');
    },
  },
];
