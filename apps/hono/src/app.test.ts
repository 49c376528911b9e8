import { createUrlSigner, vzapsWebhook } from '@vzaps/hono';
import { samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { createFeed } from './feed/feed.ts';
import { createViewerReceiver } from './receiver.ts';
import { readEvents } from './test/read-events.ts';

const signer = createUrlSigner({ secret: 'the test publishes its secret in the source code' });
const TOKEN = 'the token of the page';
const COOKIE = `vzaps_viewer=${encodeURIComponent(TOKEN)}`;

function createViewer(token: string | undefined = TOKEN) {
  const feed = createFeed();
  const app = createApp({
    feed,
    webhook: vzapsWebhook(createViewerReceiver(signer.verify, feed)),
    assets: async (c) => c.text('the page'),
    token: () => token,
  });
  const request = (url: string, init: RequestInit = {}) => app.fetch(new Request(url, init));
  const get = (url: string, headers: Record<string, string> = {}) =>
    request(url, { headers: { cookie: COOKIE, ...headers } });
  const deliver = (payload: unknown, url = signer.sign('http://localhost/webhooks/vzaps', { instanceId: 'VZ1' })) =>
    request(url, { method: 'POST', body: JSON.stringify(payload) });
  return { feed, request, get, deliver };
}

describe('the page', () => {
  it('asks for the token once, and recognises the browser by a cookie that scripts and other sites do not get', async () => {
    const { request } = createViewer();
    expect((await request('https://viewer.example/')).status).toBe(401);
    expect((await request('https://viewer.example/events?token=wrong')).status).toBe(401);
    const signedIn = await request(`https://viewer.example/?token=${encodeURIComponent(TOKEN)}`);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
    expect(await signedIn.text()).not.toContain(TOKEN);
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await request('https://viewer.example/', { headers })).status).toBe(200);
    const wrong = { cookie: 'vzaps_viewer=wrong' };
    expect((await request('https://viewer.example/', { headers: wrong })).status).toBe(401);
  });

  it('asks for the token on localhost, too, because a proxy can connect from there', async () => {
    const { request } = createViewer();
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]']) {
      expect((await request(`http://${host}/`)).status).toBe(401);
      expect((await request(`http://${host}/events`)).status).toBe(401);
    }
  });

  it('sets a cookie without Secure on localhost, which has no https', async () => {
    const signedIn = await createViewer().request(`http://localhost:3000/?token=${encodeURIComponent(TOKEN)}`);
    expect(signedIn.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict$/);
  });

  it('responds 403 if no token is set', async () => {
    expect((await createViewer('').request('http://localhost/')).status).toBe(403);
  });

  it('loads only its own files, and is not stored in a cache', async () => {
    const { headers } = await createViewer().get('http://localhost/');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; /,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('accepts no POST request, neither from its own origin nor from another one', async () => {
    const { request } = createViewer();
    for (const origin of ['http://localhost', 'https://evil.example']) {
      for (const path of ['', 'events']) {
        const headers = { cookie: COOKIE, origin, 'content-type': 'application/json' };
        expect((await request(`http://localhost/${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(404);
      }
    }
  });
});

describe('the webhook', () => {
  it('needs no token', async () => {
    const { deliver } = createViewer();
    expect(await (await deliver(samplePayload('Message'))).json()).toEqual({ outcome: 'handled' });
  });
});

describe('the stream of events', () => {
  it('sends the stored events, and then new ones', async () => {
    const { get, deliver } = createViewer();
    await deliver(samplePayload('Message', { text: 'before' }));
    const response = await get('http://localhost/events');
    await deliver(samplePayload('Message', { text: 'after' }));
    const entries = await readEvents(response, ({ length }) => length === 2);
    expect(entries.map(({ typed }) => typed)).toMatchObject([{ text: 'before' }, { text: 'after' }]);
  });

  it('continues after the last event of the browser, and sends all events if the id is of another process', async () => {
    const { get, deliver } = createViewer();
    for (const text of ['one', 'two', 'three']) await deliver(samplePayload('Message', { text }));
    const all = await readEvents(await get('http://localhost/events'), ({ length }) => length === 3);
    const [, two, three] = all;
    const after = { 'last-event-id': two?.id ?? '' };
    expect(await readEvents(await get('http://localhost/events', after), ({ length }) => length > 0)).toEqual([three]);
    const url = `http://localhost/events?after=${two?.id}`;
    expect(await readEvents(await get(url), ({ length }) => length > 0)).toEqual([three]);
    const other = { 'last-event-id': 'other-2' };
    expect(await readEvents(await get('http://localhost/events', other), ({ length }) => length > 2)).toEqual(all);
  });

  it('shows a forged delivery as refused, without anything that its sender sent', async () => {
    const { get, deliver } = createViewer();
    const forged = 'http://localhost/webhooks/vzaps?vzaps_instance=VZ666&vzaps_generation=0&vzaps_signature=v1.guess';
    await deliver(samplePayload('Message', { text: 'let me in' }), forged);
    const [entry] = await readEvents(await get('http://localhost/events'), ({ length }) => length > 0);
    expect(entry).toMatchObject({ outcome: 'refused', status: 401, reason: 'the signature is wrong' });
    expect(JSON.stringify(entry)).not.toMatch(/VZ666|guess|let me in|webhooks/);
  });

  it('ends when the feed closes', async () => {
    const { feed, get } = createViewer();
    const entries = readEvents(await get('http://localhost/events'), () => false);
    feed.close();
    expect(await entries).toEqual([]);
  });
});
