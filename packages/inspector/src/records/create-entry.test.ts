import { parseEvent } from '@vzaps/core/events';
import { createUrlSigner, type Outcome } from '@vzaps/core/webhooks';
import { sampleEvent } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { createEntry } from './create-entry.ts';

const PLACE = { id: 'a-1', sequence: 1 };
const entryOf = (outcome: Outcome) => createEntry(outcome, { milliseconds: 1.26, steps: { verify: 0.2 } }, PLACE, 1e6);

describe('an entry', () => {
  it('has what the list shows and searches', () => {
    const event = sampleEvent('Message', { text: 'Hello World', pushName: 'Ana', phone: '5511999990000' });
    const { record } = entryOf({ kind: 'handled', instanceId: 'VZ1', event });
    expect(record).toMatchObject({
      id: 'a-1',
      sequence: 1,
      outcome: 'handled',
      status: 200,
      milliseconds: 1.3,
      type: 'Message',
      contentKind: 'text',
      instanceId: 'VZ1',
      key: `VZ1|${event.key}`,
      conversation: event.conversation,
      from: 'Ana',
      phone: '5511999990000',
      fromMe: false,
      isGroup: false,
      summary: 'Hello World',
    });
    for (const part of ['hello world', 'ana', '5511999990000', event.messageId.toLowerCase()]) {
      expect(record.search).toContain(part);
    }
    expect(Number.isNaN(Date.parse(record.at))).toBe(false);
  });

  it('has the exact JSON of the event and of the delivery, also of a long text', () => {
    const event = sampleEvent('Message', { text: `${'long '.repeat(5_000)}\u2028</script>` });
    const entry = entryOf({ kind: 'handled', event });
    const { raw, ...typed } = event;
    expect(entry.event).toBe(JSON.stringify(typed));
    expect(entry.raw).toBe(JSON.stringify(raw));
    expect(entry.record.bytes).toBe(Buffer.byteLength(entry.raw ?? ''));
  });

  it('has the reason of the verifier, and nothing of the sender, if the delivery was refused', () => {
    const entry = entryOf({ kind: 'refused', reason: 'a signature parameter is missing' });
    expect(entry).toMatchObject({ event: undefined, raw: undefined, errors: [], issues: [], isTooLarge: false });
    expect(entry.record).toEqual({
      ...PLACE,
      at: expect.any(String),
      outcome: 'refused',
      status: 401,
      milliseconds: 1.3,
      reason: 'a signature parameter is missing',
      summary: '',
      search: '',
      bytes: 0,
    });
  });

  it('has the stack and the causes of each error, without signed URLs, if the delivery failed', () => {
    const signed = createUrlSigner({ secret: 'a secret of at least thirty-two bytes' }).sign('https://x.example/h', {
      instanceId: 'VZ1',
    });
    const error = Object.assign(new TypeError(`cannot load ${signed}`, { cause: new RangeError('too far') }), {
      code: 'E_MINE',
    });
    const entry = entryOf({ kind: 'failed', event: sampleEvent('Message'), errors: [error, 'a text', null] });
    expect(entry.errors.map(({ name, code }) => [name, code])).toEqual([
      ['TypeError', 'E_MINE'],
      ['string', undefined],
      ['object', undefined],
    ]);
    expect(entry.errors[0]?.stack).toMatch(/create-entry\.test\.ts[\s\S]*\nCaused by: RangeError: too far\n/);
    expect(entry.errors[1]?.message).toBe('a text');
    expect(entry.record.reason).toContain('TypeError: cannot load https://x.example/h?vzaps_instance=VZ1');
    expect(JSON.stringify(entry)).not.toContain(new URL(signed).searchParams.get('vzaps_signature'));
  });

  it('has a text for an error that cannot be read, or is its own cause', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    const unreadable = Object.defineProperty({}, 'name', {
      get: () => {
        throw new Error('no');
      },
    });
    const entry = entryOf({ kind: 'failed', errors: [unreadable, loop] });
    expect(entry.errors[0]?.message).toBe('The error cannot be read.');
    expect(entry.errors[1]?.stack?.match(/Caused by/g)).toHaveLength(5);
  });

  it('has the issues and the claimed type of an event that cannot be typed', () => {
    const event = parseEvent({ type: 'Message', event: {} });
    if (event.type !== 'Unknown') throw new Error('The sample must not be typed');
    const entry = entryOf({ kind: 'unprocessable', event });
    expect(entry.record).toMatchObject({ type: 'Message', status: 422, reason: 'the event cannot be typed' });
    expect(entry.issues).toEqual(event.issues);
    expect(entry.record.summary).toContain('event.info');
  });

  it('has only the fields that the list shows if the event cannot be converted to JSON', () => {
    const event = Object.assign(sampleEvent('Message', { text: 'hello' }), { raw: { id: 1n } });
    expect(entryOf({ kind: 'handled', event })).toMatchObject({ isTooLarge: true, record: { summary: 'hello' } });
  });

  it.each([
    ['a receipt', sampleEvent('ReadReceipt', { state: 'Read' }), /^Read: \d+ messages?$/],
    ['a group event', sampleEvent('GroupParticipantsAdd'), /^\d+ participants?$/],
    ['a pressed button', sampleEvent('Message', {}, { kind: 'buttonReply', text: 'Yes' }), /^Yes$/],
    ['a location', sampleEvent('Message', {}, { kind: 'location' }), /location|,/],
    ['a history', sampleEvent('HistorySync'), /^History sync$/],
  ])('describes %s in a few words', (_, event, summary) => {
    expect(entryOf({ kind: 'handled', event }).record.summary).toMatch(summary);
  });

  it('cuts a long text between two characters', () => {
    const { record } = entryOf({ kind: 'handled', event: sampleEvent('Message', { text: `x${'😀'.repeat(400)}` }) });
    expect(record.summary.length).toBeLessThanOrEqual(300);
    expect(record.summary).toMatch(/😀…$/u);
    expect(record.search.length).toBeLessThanOrEqual(1_000);
  });
});
