import { describe, expect, it } from 'vitest';
import { startInspector } from '../test/browser.fixture.ts';

const BASE = 'https://app.example/inspector/';

async function start() {
  const { inspector, browser } = await startInspector();
  // The cookie of the fixture belongs to a page without a port, like this one.
  const send = (path: string, init: RequestInit = {}) =>
    inspector.fetch(
      new Request(new URL(path, BASE), { ...init, headers: { cookie: browser.cookie, ...init.headers } }),
    );
  return { send, browser };
}

describe('every response', () => {
  it.each(['', '?asset=app.js', 'api/state', 'api/nothing/', 'x.txt', '?token=guess'])(
    'forbids storing, framing and a referrer, also that of %j',
    async (path) => {
      const { send } = await start();
      const { headers } = await send(path, { headers: { 'x-vzaps-inspector': path.startsWith('api') ? '1' : '' } });
      expect(headers.get('cache-control')).toMatch(path.startsWith('?asset') ? /^private, no-cache$/ : /^no-store$/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('allows only its own scripts and styles if it is the page, and demands trusted types', async () => {
    const { send } = await start();
    const policy = (await send('')).headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob:",
      "media-src 'self' blob:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });
});

describe('a request', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is answered 405 with the method %s', async (method) => {
    const { send } = await start();
    for (const path of ['', 'api/state', 'sign-out', '?asset=app.js']) {
      const response = await send(path, { method, headers: { 'x-vzaps-inspector': '1' } });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    }
  });

  it.each([
    ['POST', 'api/state', 'GET'],
    ['GET', 'api/clear', 'POST'],
    ['HEAD', 'api/clear', 'POST'],
    ['GET', 'sign-out', 'POST'],
    ['POST', 'assets/app.js', 'GET, HEAD'],
  ])('is answered 405 with the allowed method: %s %s', async (method, path, allow) => {
    const { send } = await start();
    const headers = path.startsWith('assets') ? {} : { 'x-vzaps-inspector': '1', 'sec-fetch-site': 'same-origin' };
    const response = await send(path, { method, headers });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
  });

  it.each(['api/nothing', 'api/events/x/nothing', 'api/', 'x/api/state/y'])(
    'is answered 404 if the page sends it to %s',
    async (path) => {
      const { browser } = await start();
      const response = await browser.call(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    },
  );

  it.each(['favicon.ico', 'robots.txt', '.env', 'index.php'])('is answered 404 for %s', async (path) => {
    const { send } = await start();
    expect((await send(path)).status).toBe(404);
  });

  it.each(['nothing.js', '__proto__', 'constructor', '../package.json', ''])(
    'is answered 404 for the file %j',
    async (name) => {
      const { send } = await start();
      expect((await send(`?asset=${encodeURIComponent(name)}`)).status).toBe(404);
    },
  );

  it('is answered 304 for a file that the browser has', async () => {
    const { send } = await start();
    const first = await send('?asset=app.js');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const second = await send('?asset=app.js', { headers: { 'if-none-match': etag } });
    expect([second.status, await second.text(), second.headers.get('etag')]).toEqual([304, '', etag]);
  });

  it.each(['api/inspector/', 'tools/api/', 'a/b/c/'])(
    'finds its route under the prefix %s by the end of the path',
    async (prefix) => {
      const { inspector, browser } = await startInspector();
      const headers = { cookie: browser.cookie, 'x-vzaps-inspector': '1' };
      for (const path of ['api/state', 'api/events', '?asset=app.js', 'assets/app.js', '']) {
        const own: Record<string, string> = path.startsWith('api') ? headers : { cookie: browser.cookie };
        const response = await inspector.fetch(new Request(`http://localhost/${prefix}${path}`, { headers: own }));
        expect([path, response.status]).toEqual([path, 200]);
      }
      const out = { method: 'POST', headers: { ...headers, 'sec-fetch-site': 'same-origin' } };
      expect((await inspector.fetch(new Request(`http://localhost/${prefix}sign-out`, out))).status).toBe(200);
    },
  );
});
