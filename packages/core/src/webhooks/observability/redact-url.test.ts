import { describe, expect, it } from 'vitest';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { redactUrl } from './redact-url.ts';

describe('redactUrl()', () => {
  it.each([
    ['/hook?vzaps_instance=VZ1&vzaps_signature=v1.ab', '/hook?vzaps_instance=VZ1&vzaps_signature=[redacted]'],
    ['https://x.example/h?token=a', 'https://x.example/h?token=[redacted]'],
    ['https://x.example/h?api_key=a&page=2#b', 'https://x.example/h?api_key=[redacted]&page=2#[redacted]'],
    ['https://user:password@x.example/h', 'https://[redacted]@x.example/h'],
    ['/h?%74oken=a', '/h?%74oken=[redacted]'],
    ['/h?key=0123456789abcdef', '/h?key=[redacted]'],
    ['/h?0123456789abcdef', '/h?[redacted]'],
    ['/h?token=a?b=c', '/h?token=[redacted]'],
    ['//evil?secret=a', '//evil?secret=[redacted]'],
    ['/hook%3Fvzaps_signature=v1.ab', '/hook%3F[redacted]'],
    ['/hook%253fvzaps_signature=v1.ab', '/hook%253f[redacted]'],
    ['/hook;vzaps_signature=v1.ab?a=1', '/hook;[redacted]?a=1'],
  ])('removes the secrets of %s', (url, redacted) => {
    expect(redactUrl(url)).toBe(redacted);
  });

  it.each([
    '',
    '/',
    '/hook',
    '/hook?',
    '/hook?a=1&b&c=%20',
    'https://x.example/h?page=2&utm_source=whatsapp',
    '#',
    '*',
  ])('changes nothing in %j', (url) => {
    expect(redactUrl(url)).toBe(url);
  });

  it('removes the signature of a signed URL, and keeps its instance and generation', () => {
    const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
    const url = signer.sign('https://x.example/h', { instanceId: 'VZ9K2M4N8P1Q3R5S7T0W', generation: 3 });
    const redacted = redactUrl(url);
    expect(redacted).toContain('vzaps_instance=VZ9K2M4N8P1Q3R5S7T0W&vzaps_generation=3&');
    expect(redacted).not.toContain('v1.');
  });
});
