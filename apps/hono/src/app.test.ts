import { createUrlSigner, vzapsWebhook } from '@vzaps/hono';
import { samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { createFeed } from './feed/feed.ts';
import { readEvents } from './test/read-events.ts';
import { createWatcher } from './watcher.ts';

const signer = createUrlSigner({ secret: 'the test keeps its secret in the open' });
const TOKEN = 'the token of the page';

function open(token?: string) {
  const feed = createFeed();
  const app = createApp({
    feed,
    webhook: vzapsWebhook(createWatcher(signer.verify, feed)),
    assets: async (c) => c.text('the page'),
    token: () => token,
  });
  const get = (path: string, headers: Record<string, string> = {}) => app.fetch(new Request(path, { headers }));
  const deliver = (payload: unknown, url = signer.sign('http://localhost/webhooks/vzaps', { instanceId: 'VZ1' })) =>
    app.fetch(new Request(url, { method: 'POST', body: JSON.stringify(payload) }));
  return { feed, get, deliver };
}

describe('the gate', () => {
  it('is open, without a token, to the names of this machine alone', async () => {
    const { get } = open();
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]']) {
      expect((await get(`http://${host}/`)).status).toBe(200);
    }
    // Names that somebody else may have lead here.
    for (const host of ['rebound.example', '127.0.0.1.example', 'localhost.example']) {
      expect((await get(`http://${host}/`)).status).toBe(403);
      expect((await get(`http://${host}/events`)).status).toBe(403);
    }
  });

  it('asks for the token once, and then knows the browser by a cookie that scripts and other sites do not get', async () => {
    const { get } = open(TOKEN);
    expect((await get('https://viewer.example/')).status).toBe(401);
    expect((await get('https://viewer.example/events?token=wrong')).status).toBe(401);
    const signedIn = await get(`https://viewer.example/?token=${encodeURIComponent(TOKEN)}`);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
    expect(await signedIn.text()).not.toContain(TOKEN);
    expect((await get('https://viewer.example/', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
    expect((await get('https://viewer.example/', { cookie: 'vzaps_viewer=wrong' })).status).toBe(401);
  });

  it('does not stand before the webhook', async () => {
    const { deliver } = open(TOKEN);
    expect(await (await deliver(samplePayload('Message'))).json()).toEqual({ outcome: 'handled' });
  });

  it('lets the page load its own files alone, and nothing be kept', async () => {
    const { headers } = await open().get('http://localhost/');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; /,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('the stream', () => {
  it('brings what is kept, then what comes', async () => {
    const { get, deliver } = open();
    await deliver(samplePayload('Message', { text: 'before' }));
    const response = await get('http://localhost/events');
    await deliver(samplePayload('Message', { text: 'after' }));
    const entries = await readEvents(response, ({ length }) => length === 2);
    expect(entries.map(({ typed }) => typed)).toMatchObject([{ text: 'before' }, { text: 'after' }]);
  });

  it('goes on after the last event that the browser has, and from the start for one of another process', async () => {
    const { get, deliver } = open();
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

  it('shows a forged delivery as refused, with nothing that its sender sent', async () => {
    const { get, deliver } = open();
    const forged = 'http://localhost/webhooks/vzaps?vzaps_instance=VZ666&vzaps_generation=0&vzaps_signature=v1.guess';
    await deliver(samplePayload('Message', { text: 'let me in' }), forged);
    const [entry] = await readEvents(await get('http://localhost/events'), ({ length }) => length > 0);
    expect(entry).toMatchObject({ outcome: 'refused', status: 401, why: 'the signature is wrong' });
    expect(JSON.stringify(entry)).not.toMatch(/VZ666|guess|let me in|webhooks/);
  });

  it('ends when the feed closes', async () => {
    const { feed, get } = open();
    const entries = readEvents(await get('http://localhost/events'), () => false);
    feed.close();
    expect(await entries).toEqual([]);
  });
});
