import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUrlSigner } from './url-signer.ts';

const SECRET = 'a secret of thirty-two bytes or more';
const claims = { instanceId: 'VZ1' };
const signer = createUrlSigner({ secret: SECRET });
const at = (target: string) => ({ method: 'POST', target, headers: {} });
const targetOf = (url: string): string => url.slice(new URL(url).origin.length);

describe('signer.sign()', () => {
  it('computes the same signature as a second implementation', () => {
    const url = createUrlSigner({ secret: SECRET, audience: 'live' }).sign('https://x.example/hook', {
      ...claims,
      generation: 7,
    });
    const signature = createHmac('sha256', SECRET)
      .update('2:v1' + '4:live' + '3:VZ1' + '1:7')
      .digest('hex');
    expect(url).toBe(`https://x.example/hook?vzaps_instance=VZ1&vzaps_generation=7&vzaps_signature=v1.${signature}`);
  });

  it('returns the same URL for the same input, so that a registered URL can be compared', () => {
    expect(signer.sign('https://x.example/hook', claims)).toBe(signer.sign('https://x.example/hook', claims));
    const once = signer.sign('https://x.example/hook?a=1', claims);
    expect(signer.sign(once, claims)).toBe(once);
  });

  it.each([
    ['https://x.example/h?a=1&b&c=%20+%2F', 'https://x.example/h?a=1&b&c=%20+%2F&vzaps_instance'],
    ['https://x.example/h?', 'https://x.example/h?vzaps_instance'],
    ['https://x.example', 'https://x.example?vzaps_instance'],
    ['https://X.example:443/%7Ea/?q=é', 'https://X.example:443/%7Ea/?q=é&vzaps_instance'],
  ])('changes no byte of %s', (url, start) => {
    expect(signer.sign(url, claims).startsWith(start)).toBe(true);
  });

  it('keeps a fragment at the end, also one that contains question marks', () => {
    const url = signer.sign('https://x.example/h?a=1#/route?b=2', claims);
    expect(url).toMatch(/^https:\/\/x\.example\/h\?a=1&vzaps_instance=VZ1&.*#\/route\?b=2$/);
    expect(signer.verify(at(targetOf(url.replace(/#.*/, ''))))).toEqual({ ok: true, instanceId: 'VZ1' });
  });

  it.each([
    'ftp://x.example/h',
    '/hook',
    'https://x.example//hook',
    'not a url',
    'https://x.example/a b',
    'javascript:alert(1)',
    '',
  ])('throws INVALID_OPTION for %j, which VZaps cannot reach', (url) => {
    expect(() => signer.sign(url, claims)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  it.each([
    { instanceId: '' },
    { instanceId: 'VZ 1' },
    { instanceId: 'VZ\n1' },
    { instanceId: '\ud800' },
    { instanceId: 'VZ1', generation: -1 },
    { instanceId: 'VZ1', generation: 1.5 },
    { instanceId: 'VZ1', generation: Number.NaN },
    { instanceId: undefined as unknown as string },
  ])('throws INVALID_OPTION for the claims %j', (bad) => {
    expect(() => signer.sign('https://x.example/h', bad)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });

  it.each([[''], ['short'], ['x'.repeat(31)], [[]], [['x'.repeat(32), 'short']]])(
    'is not created with the secret %j, and the error does not repeat the secret',
    (secret) => {
      const make = () => createUrlSigner({ secret });
      expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
      expect(make).not.toThrow(/x{31}|short'/);
    },
  );
});

describe('signer.verify()', () => {
  const url = signer.sign('https://x.example/hook?a=1', claims);
  const target = targetOf(url);
  const refused = { ok: false, reason: expect.any(String) };

  it('accepts a signed URL after a proxy changed host, scheme, path or other parameters', () => {
    for (const rewritten of [
      target,
      target.replace('/hook', '/prefix/hook'),
      target.replace('a=1&', ''),
      `${target}&utm=1`,
      url,
    ]) {
      expect(signer.verify(at(rewritten))).toEqual({ ok: true, instanceId: 'VZ1' });
    }
  });

  it('accepts parameters that were percent-encoded on the way', () => {
    expect(signer.verify(at(target.replace('v1.', 'v1%2E')))).toEqual({ ok: true, instanceId: 'VZ1' });
  });

  it.each([
    ['no query', '/hook'],
    ['a fragment', `${target}#x`],
    ['a fragment before the query', target.replace('?', '#?')],
    ['a leading //', `/${target}`],
    ['a leading // of an absolute target', url.replace('.example/', '.example//')],
    ['an empty target', ''],
    ['an asterisk', '*'],
    ['another instance', target.replace('VZ1', 'VZ2')],
    ['another generation', target.replace('generation=0', 'generation=1')],
    ['a generation written otherwise', target.replace('generation=0', 'generation=00')],
    ['an upper-case signature', target.replace(/v1\.\w+/, (text) => text.toUpperCase())],
    ['a signature with more at its end', `${target}0`],
    ['a repeated instance', `${target}&vzaps_instance=VZ1`],
    ['a repeated signature, encoded', `${target}&vzaps%5Fsignature=v1.x`],
    ['an empty instance', target.replace('instance=VZ1', 'instance=')],
  ])('refuses %s', (_, bad) => {
    expect(signer.verify(at(bad))).toEqual(refused);
  });

  it('refuses every URL with one bit of its signature changed', () => {
    const start = target.indexOf('v1.') + 3;
    for (let i = start; i < target.length; i += 1) {
      for (const bit of [1, 2, 4, 8]) {
        const digit = (Number.parseInt(target[i] as string, 16) ^ bit).toString(16);
        expect(signer.verify(at(target.slice(0, i) + digit + target.slice(i + 1)))).toEqual(refused);
      }
    }
  });

  it('never throws, and never accepts what the signer did not sign', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !signer.verify(at(text)).ok && !signer.verify(at(`/?${text}`)).ok,
      ),
    );
  });

  it('refuses a URL of another audience', () => {
    const live = createUrlSigner({ secret: SECRET, audience: 'live' });
    const staging = createUrlSigner({ secret: SECRET, audience: 'staging' });
    const signed = targetOf(live.sign('https://x.example/h', claims));
    expect(live.verify(at(signed)).ok).toBe(true);
    expect(staging.verify(at(signed))).toEqual(refused);
    // Parts are length-prefixed: moving a character from one part to the next changes the signature.
    const a = createUrlSigner({ secret: SECRET, audience: 'a' }).sign('https://x.example/h', { instanceId: 'bVZ' });
    const moved = createUrlSigner({ secret: SECRET, audience: 'ab' });
    expect(moved.verify(at(targetOf(a).replace('bVZ', 'VZ')))).toEqual(refused);
  });

  it('refuses generations that the option accept rejects', () => {
    const accept = (instanceId: string, generation: number): boolean => instanceId !== 'VZ1' || generation >= 3;
    const { sign, verify } = createUrlSigner({ secret: SECRET, accept });
    const of = (generation: number, instanceId = 'VZ1') =>
      verify(at(targetOf(sign('https://x.example/h', { instanceId, generation }))));
    expect([of(2).ok, of(3).ok, of(4).ok, of(0, 'VZ2').ok]).toEqual([false, true, true, true]);
  });

  it('refuses if the option accept returns a promise', () => {
    const accept = (async () => false) as unknown as () => boolean;
    const { sign, verify } = createUrlSigner({ secret: SECRET, accept });
    expect(verify(at(targetOf(sign('https://x.example/h', claims)))).ok).toBe(false);
  });

  it('accepts all secrets of a list, sets retiredSecret for an old one, and sign() uses the first', () => {
    const [old, fresh] = ['o'.repeat(32), 'n'.repeat(32)];
    const before = createUrlSigner({ secret: old }).sign('https://x.example/h', claims);
    const rotated = createUrlSigner({ secret: [fresh, old] });
    expect(rotated.verify(at(targetOf(before)))).toEqual({ ok: true, instanceId: 'VZ1', retiredSecret: true });
    expect(rotated.verify(at(targetOf(rotated.sign('https://x.example/h', claims))))).toEqual({
      ok: true,
      instanceId: 'VZ1',
    });
    expect(createUrlSigner({ secret: fresh }).verify(at(targetOf(before)))).toEqual(refused);
  });
});
