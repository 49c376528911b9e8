import { describe, expect, it } from 'vitest';
import { decodeBody, parseEvent } from '../index.ts';

const A = {
  type: 'Message',
  event: {
    info: { id: 'X', chat: '1@g.us', sender: '2@s.whatsapp.net', timestamp: '2026-09-17T13:31:00-03:00' },
    message: { conversation: 'hi' },
  },
};

describe('an envelope', () => {
  const text = JSON.stringify(A);
  const { raw: _, ...event } = parseEvent(A);

  it.each<[string, unknown]>([
    ['B', { json_data: A }],
    ['B as text', { json_data: text }],
    ['B as text of text', { json_data: JSON.stringify(text) }],
    ['B in camelCase', { jsonData: A }],
    ['B in PascalCase', { JsonData: { Type: 'Message', Event: A.event } }],
    ['C', { type: 'Message', data: A }],
    ['C as text', { type: 'Message', data: text }],
    ['C whose data is the event itself', { type: 'Message', data: A.event }],
    ['B around the event itself', { type: 'Message', json_data: A.event }],
    ['C in B in C', { data: { json_data: { data: A, type: 'Message' } } }],
    ['a form', `jsonData=${encodeURIComponent(text)}&instanceName=x`],
    ['a form that a body parser parsed', Object.assign(Object.create(null), { jsonData: text, instanceName: 'x' })],
    ['text with a byte order mark', `\uFEFF${text}`],
    ['bytes with a byte order mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['bytes in the middle of others', new TextEncoder().encode(`xx${text}xx`).subarray(2, -2)],
    ['text of text', JSON.stringify(text)],
    ['an event as text', { ...A, event: JSON.stringify(A.event) }],
    ['an event beside a data that is none', { ...A, data: null, json_data: '' }],
    ['an event beside a json_data that is none', { ...A, json_data: {} }],
  ])('is opened: %s', (_name, payload) => {
    const { raw: _raw, ...opened } = parseEvent(payload);
    expect(opened).toEqual(event);
  });

  it('has the id, the time and the claimed instance of the event', () => {
    const frame = { id: 'evt_1', created_at: '2026-06-23T22:57:17.000Z', instance_id: 'VZ1' };
    const head = { id: 'evt_1', createdAt: new Date('2026-06-23T22:57:17Z'), claimedInstanceId: 'VZ1' };
    expect(parseEvent({ ...frame, type: 'Message', data: A })).toMatchObject(head);
    expect(parseEvent({ ...frame, ...A })).toMatchObject(head);
    expect(parseEvent({ Id: 'evt_1', createdAt: frame.created_at, instanceId: 'VZ1', data: A })).toMatchObject(head);
  });

  it('has no id if its id is not the id of an event', () => {
    expect(parseEvent({ id: '7', json_data: A })).not.toHaveProperty('id');
  });

  it('may have the name of the event in the envelope around it', () => {
    expect(parseEvent({ type: 'Message', json_data: { event: A.event } }).type).toBe('Message');
    expect(parseEvent({ type: 'webhook', json_data: A }).type).toBe('Message');
  });

  it('may hold the media URL and the state on either level', () => {
    const image = { ...A, event: { ...A.event, message: { image_message: {} } } };
    expect(parseEvent({ json_data: image, mediaUrl: 'https://f' })).toMatchObject({ media: { url: 'https://f' } });
    expect(parseEvent({ type: 'Presence', state: 'offline', data: { event: { from: '1@lid' } } })).toMatchObject({
      online: false,
    });
  });

  it('leads to an issue for each part that cannot be opened', () => {
    expect(parseEvent({ json_data: 'no JSON' })).toMatchObject({
      type: 'Unknown',
      issues: [{ path: 'json_data' }, { path: 'type' }],
    });
    expect(parseEvent({ type: 'Message', event: '[1]' })).toMatchObject({
      claimedType: 'Message',
      issues: [{ path: 'event' }, {}],
    });
  });
});

describe('raw', () => {
  it('is the delivered value itself if it has no credentials', () => {
    expect(parseEvent(A).raw).toBe(A);
    const frame = { id: 'evt_1', data: A };
    expect(parseEvent(frame).raw).toBe(frame);
  });

  it('is the parsed JSON of text and bytes', () => {
    expect(parseEvent(JSON.stringify(A)).raw).toEqual(A);
    expect(parseEvent(new TextEncoder().encode(JSON.stringify({ json_data: A }))).raw).toEqual({ json_data: A });
    expect(parseEvent('no JSON').raw).toBe('no JSON');
  });

  it('has no credentials of any envelope, and changes neither the input nor the event', () => {
    const event = { ...A.event, token: 'an order of the customer' };
    const delivered = {
      token: 's',
      json_data: { ...A, event, Token: 's', client_secret: 's' },
      instanceToken: 's',
      id: 7,
    };
    const copy = structuredClone(delivered);
    const { raw } = parseEvent(delivered);
    expect(raw).toEqual({ json_data: { ...A, event }, id: 7 });
    expect(delivered).toEqual(copy);
    expect((raw as typeof delivered).json_data.event).toBe(event);
  });

  it('has the parsed object if the text held a credential, else the text', () => {
    const harmless = JSON.stringify(A);
    expect(parseEvent({ json_data: harmless, token: 's' }).raw).toEqual({ json_data: harmless });
    expect(parseEvent({ json_data: JSON.stringify({ ...A, token: 's' }) }).raw).toEqual({ json_data: A });
    expect(parseEvent(`jsonData=${encodeURIComponent(harmless)}&token=s`).raw).toEqual({ jsonData: harmless });
  });

  it('has no credentials if the event is Unknown, even if the text is cut off', () => {
    expect(parseEvent({ access_token: 's', hello: 1 }).raw).toEqual({ hello: 1 });
    expect(parseEvent({ type: 'New', json_data: { password: 's', a: 1 } }).raw).toEqual({
      type: 'New',
      json_data: { a: 1 },
    });
    expect(parseEvent({ json_data: '{"token":"s3cret", oops' }).raw).toEqual({ json_data: '{"token":"", oops' });
    expect(parseEvent('token=s&jsonData=oops').raw).toEqual({ jsonData: 'oops' });
    expect(parseEvent('{"token":"s3cret","json').raw).toBe('{"token":"","json');
  });

  it('keeps the key __proto__ as an ordinary key', () => {
    const { raw } = parseEvent('{"token":"s","__proto__":{"polluted":1},"type":"Connected"}');
    expect(JSON.stringify(raw)).toBe('{"__proto__":{"polluted":1},"type":"Connected"}');
  });
});

describe('decodeBody of a form', () => {
  it('refuses a form whose field jsonData holds no JSON, so that the delivery is malformed', () => {
    expect(decodeBody('jsonData=oops&token=s')).toEqual({ ok: false });
    expect(decodeBody('jsonData=')).toEqual({ ok: false });
    expect(decodeBody('jsonData=%7B%7D&x=1')).toEqual({ ok: true, value: { jsonData: '{}', x: '1' } });
  });
});
