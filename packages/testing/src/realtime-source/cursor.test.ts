import type { RealtimeCursor } from '@vzaps/core/realtime';
import { describe, expect, it, vi } from 'vitest';
import { message, startSource, until } from './test/start-source.ts';

/** A cursor in memory that records what was saved. */
function recordingCursor(start?: string): RealtimeCursor & { saved: string[] } {
  const saved: string[] = [];
  return {
    saved,
    load: async () => saved.at(-1) ?? start,
    save: async (_instanceId, eventId) => void saved.push(eventId),
  };
}

describe('the cursor', () => {
  it('is the last event of the contiguous settled prefix', async () => {
    const cursor = recordingCursor();
    const { receiver, emit, acked } = await startSource({ options: { cursor } });
    let finish: () => void = () => {};
    receiver.on('Message', async ({ text }) => {
      if (text !== 'slow') return;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    receiver.on('Presence', () => {});
    const first = emit(message('first'));
    await until(() => cursor.saved.length === 1);
    const slow = emit(message('slow'));
    // Without a conversation, so that it does not wait for the slow message.
    const later = [1, 2].map(() => emit({ type: 'Connected', event: {} }));
    await until(() => acked().length === 3);
    expect(cursor.saved).toEqual([first]);
    finish();
    await until(() => acked().length === 4);
    await until(() => cursor.saved.at(-1) === later[1]);
    expect(cursor.saved).not.toContain(slow);
  });

  it('lets a restarted source continue, and moves past an event that was given up', async () => {
    const cursor = recordingCursor();
    const { receiver, emit, acked, source, fake, givenUp } = await startSource({
      options: { cursor, retry: { attempts: 1, baseMs: 1 } },
    });
    receiver.on('Message', ({ text }) => {
      if (text === 'poison') throw new Error('poison');
    });
    emit(message('good'));
    const poison = emit(message('poison'));
    await until(() => givenUp.length === 1 && acked().length === 1);
    await source.close();
    expect(cursor.saved.at(-1)).toBe(poison);
    const next = await startSource({ start: false, options: { cursor, url: fake.realtimeUrl } });
    expect(await cursor.load(next.instanceId)).toBe(poison);
  });

  it('is sent in the handshake', async () => {
    const { fake } = await startSource({ options: { cursor: recordingCursor('evt_9') } });
    expect(fake.realtime.connections[0]?.lastEventId).toBe('evt_9');
  });

  it('does not move back when an old event comes again', async () => {
    const cursor = recordingCursor();
    const { receiver, emit, acked, fake, instanceId } = await startSource({ options: { cursor } });
    receiver.on('Message', () => {});
    const ids = ['one', 'two', 'three'].map((text) => emit(message(text)));
    await until(() => cursor.saved.at(-1) === ids[2]);
    fake.realtime.sendFrame(instanceId, JSON.stringify({ id: ids[0], type: 'Message', data: message('one') }));
    await until(() => acked().length === 4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(cursor.saved.at(-1)).toBe(ids[2]);
  });

  it('makes the source wait and try again if it cannot be loaded', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue('evt_7');
    const { fake, statuses } = await startSource({ options: { cursor: { load, save() {} } } });
    expect(statuses[1]).toMatchObject({ state: 'waiting', error: { code: 'CONNECTION_FAILED' } });
    expect(fake.realtime.connections.map(({ lastEventId }) => lastEventId)).toEqual(['evt_7']);
  });

  it('is saved later if it cannot be saved, with one line on stderr', async () => {
    const lines = vi.spyOn(console, 'error').mockImplementation(() => {});
    const save = vi.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue(undefined);
    const { receiver, emit, source, instanceId } = await startSource({
      options: { cursor: { load: () => undefined, save } },
    });
    receiver.on('Message', () => {});
    const id = emit(message('x'));
    await until(() => save.mock.calls.length >= 1);
    await source.close();
    expect(save.mock.calls).toEqual([
      [instanceId, id],
      [instanceId, id],
    ]);
    expect(lines.mock.calls.flat()).toEqual([
      expect.stringContaining(`[vzaps] The realtime cursor of ${instanceId} could not be saved.`),
    ]);
    lines.mockRestore();
  });
});
