import { describe, expect, it } from 'vitest';
import { type EventOf, parseEvent } from '../index.ts';

const conversation = (i: number) => ({
  id: `${i}@s.whatsapp.net`,
  messages: Array.from({ length: 5 }, (_, j) => ({
    message: {
      key: { remote_jid: `${i}@s.whatsapp.net`, id: `3EB0${i}${j}` },
      message: { conversation: 'words '.repeat(25) },
    },
  })),
});

describe('HistorySync', () => {
  it('returns the delivered conversations themselves, not copies', () => {
    const conversations = [conversation(1), conversation(2)];
    const event = parseEvent({ type: 'HistorySync', event: { data: { conversations } } }) as EventOf<'HistorySync'>;
    expect(event.conversations[1]).toBe(conversations[1]);
  });

  it('is parsed in less time than JSON.parse takes for 20 MB in snake_case', { timeout: 30_000 }, () => {
    const data = {
      sync_type: 3,
      progress: 50,
      conversations: Array.from({ length: 16_000 }, (_, i) => conversation(i)),
    };
    const payload = { type: 'HistorySync', event: { data } };
    const text = JSON.stringify(payload);
    expect(text.length).toBeGreaterThan(20_000_000);
    const timeOf = (run: () => unknown): number => {
      const start = performance.now();
      run();
      return performance.now() - start;
    };
    // On a busy machine single runs are slow. A parser that does more is slower each time.
    const isFaster = (): boolean => timeOf(() => parseEvent(payload)) < timeOf(() => JSON.parse(text));
    expect(parseEvent(payload)).toMatchObject({ type: 'HistorySync', syncType: 3, progress: 50 });
    // The parser only checks the depth: it renames no key, validates nothing and copies nothing.
    expect(Array.from({ length: 8 }).some(isFaster)).toBe(true);
  });

  it('renames the keys of conversations when a handler reads them', () => {
    const conversations = [{ ID: '1@g.us', unreadCount: 2, messages: [{ messageTimestamp: 1 }] }, null, 5];
    const payload = { type: 'HistorySync', event: { Data: { SyncType: 2, Conversations: conversations } } };
    const event = parseEvent(payload) as EventOf<'HistorySync'>;
    expect(event.conversations).toEqual([{ id: '1@g.us', unread_count: 2, messages: [{ message_timestamp: 1 }] }]);
    expect(event.conversations).toBe(event.conversations);
    expect(JSON.parse(JSON.stringify(event)).conversations).toEqual(event.conversations);
    expect({ ...event }.conversations).toBe(event.conversations);
  });

  it.each(['pushnames', 'push_names', 'Pushnames'])('does not rename keys inside the name list %s', (key) => {
    const names = Array.from({ length: 3 }, () => ({ ID: '1@lid', Pushname: 'Ana' }));
    const payload = { type: 'HistorySync', event: { Data: { SyncType: 4, [key]: names } } };
    const copy = structuredClone(payload);
    expect(parseEvent(payload)).toMatchObject({ type: 'HistorySync', syncType: 4, conversations: [] });
    expect(payload).toEqual(copy);
  });

  it.each([[null], [{}], ['x'], [[null]]])('has no conversations if they are %o', (conversations) => {
    expect(parseEvent({ type: 'HistorySync', event: { data: { conversations } } })).toMatchObject({
      conversations: [],
    });
  });
});
