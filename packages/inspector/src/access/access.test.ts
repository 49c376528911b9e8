import { describe, expect, it, vi } from 'vitest';
import { createInspector } from '../index.ts';
import { openPage, startInspector, TOKEN } from '../test/browser.fixture.ts';

const PAGE = 'https://app.example/inspector/';
const get = (path = '', headers: Record<string, string> = {}) => new Request(new URL(path, PAGE), { headers });
const post = (token: string) => new Request(PAGE, { method: 'POST', body: new URLSearchParams({ token }) });

describe('signing in', () => {
  it('the right token in the form sets a cookie that does not contain it, and leads to the page', async () => {
    const { fetch } = createInspector({ token: TOKEN });
    const response = await fetch(post(TOKEN));
    expect(response.status).toBe(303);
    expect(new URL(response.headers.get('location') ?? '', PAGE).pathname).toBe('/inspector/');
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vzaps_inspector_web=[0-9a-f]{64}; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/);
    const page = await fetch(get('', { cookie: cookie.split(';')[0] ?? '' }));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('the right token in the address signs in without a redirect, and the next address has no token', async () => {
    const { fetch } = createInspector({ token: TOKEN });
    const response = await fetch(get(`?token=${encodeURIComponent(TOKEN)}`));
    expect(response.status).toBe(200);
    const body = await response.text();
    expect(body).toContain('http-equiv="refresh" content="0;url=?"');
    expect(body).not.toContain(TOKEN);
    expect(response.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each([
    ['a wrong token in the form', post('guess')],
    ['a wrong token in the address', get('?token=guess')],
    ['an empty token', post('')],
    ['no cookie', get()],
    ['a wrong cookie', get('', { cookie: `vzaps_inspector_web=${'0'.repeat(64)}` })],
    ['the token itself as the cookie', get('', { cookie: `vzaps_inspector_web=${TOKEN}` })],
    ['a cookie of another name', get('', { cookie: 'vzaps_inspector=x' })],
    ['a file of the page without a cookie', get('?asset=app.js')],
    ['a path of a file without a cookie', get('assets/app.js')],
  ])('%s is answered 401, without a cookie and without the page', async (_what, request) => {
    const { fetch } = createInspector({ token: TOKEN });
    const response = await fetch(request);
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).not.toContain('app.js');
  });

  it('accepts no token after twenty wrong ones within a minute, and a browser that is signed in goes on', async () => {
    const { fetch } = createInspector({ token: TOKEN });
    const { browser } = { browser: await openPage(fetch, PAGE) };
    for (let i = 0; i < 20; i += 1) expect((await fetch(post('guess'))).status).toBe(401);
    const limited = await fetch(post(TOKEN));
    expect([limited.status, limited.headers.get('retry-after'), limited.headers.get('set-cookie')]).toEqual([
      429,
      '60',
      null,
    ]);
    expect((await fetch(get(`?token=${encodeURIComponent(TOKEN)}`))).status).toBe(429);
    expect((await browser.call('api/state')).status).toBe(200);
    vi.useFakeTimers({ now: Date.now() + 61_000 });
    try {
      expect((await fetch(post(TOKEN))).status).toBe(303);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a form of more than 4 096 bytes is answered 413', async () => {
    const { fetch } = createInspector({ token: TOKEN });
    expect((await fetch(post('x'.repeat(5_000)))).status).toBe(413);
  });

  it('the cookies of two ports of one host have different names, and need no https on loopback', async () => {
    const { fetch } = createInspector({ token: TOKEN });
    const names = await Promise.all(
      ['http://127.0.0.1:3000/', 'http://127.0.0.1:4000/'].map(
        async (page) => (await openPage(fetch, page)).cookie.split('=')[0],
      ),
    );
    expect(names).toEqual(['vzaps_inspector_3000', 'vzaps_inspector_4000']);
    const local = await fetch(
      new Request('http://127.0.0.1:3000/', { method: 'POST', body: new URLSearchParams({ token: TOKEN }) }),
    );
    expect(local.headers.get('set-cookie')).not.toContain('Secure');
  });

  it('the page signs out with a request of its own', async () => {
    const { inspector, browser } = await startInspector();
    expect((await inspector.fetch(new Request('http://localhost/inspector/sign-out', { method: 'POST' }))).status).toBe(
      403,
    );
    const response = await browser.post('sign-out');
    expect(response.headers.get('set-cookie')).toMatch(/^vzaps_inspector_web=; Max-Age=0; /);
  });

  it('accepts the token that is made and printed once if there is no option token', async () => {
    const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const { fetch } = createInspector();
      expect(spy).toHaveBeenCalledTimes(1);
      const [, token = ''] = /\?token=([\w-]{24}) /.exec(String(spy.mock.calls[0]?.[0])) ?? [];
      await openPage(fetch, PAGE, token);
      expect(spy).toHaveBeenCalledTimes(1);
    } finally {
      spy.mockRestore();
    }
  });
});

describe('a request of the API', () => {
  it.each([
    ['without a cookie', { cookie: '' }, 401],
    ['without the header of the page', { 'x-vzaps-inspector': '' }, 403],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from another origin of the same site', { 'sec-fetch-site': 'same-site' }, 403],
  ])('changes nothing %s', async (_how, headers, status) => {
    const { browser, deliver } = await startInspector();
    await deliver();
    expect((await browser.post('api/clear', {}, headers)).status).toBe(status);
    expect((await browser.read<{ records: unknown[] }>('api/events')).records).toHaveLength(1);
  });

  it('needs an Origin with the host of the request if its browser sends no sec-fetch-site', async () => {
    const { inspector, browser } = await startInspector();
    const clear = (origin?: string) =>
      inspector.fetch(
        new Request('http://localhost/inspector/api/clear', {
          method: 'POST',
          headers: { cookie: browser.cookie, 'x-vzaps-inspector': '1', ...(origin && { origin }) },
        }),
      );
    const statuses = [];
    for (const origin of [
      'http://localhost',
      'https://localhost',
      'http://localhost:8080',
      'https://evil.example',
      'null',
      undefined,
    ]) {
      statuses.push((await clear(origin)).status);
    }
    expect(statuses).toEqual([200, 200, 403, 403, 403, 403]);
  });

  it('is refused in read-only mode if it changes something, and works if it reads', async () => {
    const { browser, deliver } = await startInspector({ readOnly: true });
    await deliver();
    const refused = await browser.post('api/clear');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: 'READ_ONLY' } });
    expect(await browser.read('api/state')).toMatchObject({ readOnly: true });
  });
});
