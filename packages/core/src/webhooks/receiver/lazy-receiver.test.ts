import { describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createReceiver } from './create-receiver.ts';
import { lazyReceiver } from './lazy-receiver.ts';

const options = { ...open, instanceId: 'VZ1' };
const event = () => parseEvent(message());

describe('lazyReceiver()', () => {
  it('calls its factory once, at the first delivery', async () => {
    const factory = vi.fn(() => createReceiver(options));
    const receiver = lazyReceiver(factory).on('Message', () => {});
    expect(factory).not.toHaveBeenCalled();
    expect((await receiver.receive(post(message()))).kind).toBe('handled');
    expect((await receiver.dispatch(event())).kind).toBe('handled');
    expect((await receiver.verify(post(message()))).kind).toBe('verified');
    const request = new Request('https://x.example/h', { method: 'POST', body: JSON.stringify(message()) });
    const { fetch } = receiver;
    expect((await fetch(request)).status).toBe(200);
    expect(factory).toHaveBeenCalledTimes(1);
  });

  it('applies handlers in the order in which they were added before and after the creation', async () => {
    const log: string[] = [];
    const receiver = lazyReceiver(() => createReceiver(options).on('Message', () => log.push('factory')))
      .on('Message', () => log.push('before'))
      .onAny(() => log.push('any'));
    await receiver.dispatch(event());
    receiver.on(['Message', 'Presence'], () => log.push('after')).onAny(() => log.push('any after'));
    await receiver.dispatch(event());
    expect(log).toEqual(['any', 'factory', 'before', 'any', 'any after', 'factory', 'before', 'after']);
  });

  it('checks event types and handlers at once', () => {
    const receiver = lazyReceiver(() => createReceiver(options));
    const eventUnknown = expect.objectContaining({ code: 'EVENT_UNKNOWN' });
    const invalidOption = expect.objectContaining({ code: 'INVALID_OPTION' });
    expect(() => receiver.on('Mesage' as 'Message', () => {})).toThrow(eventUnknown);
    expect(() => receiver.on('Message', undefined as never)).toThrow(invalidOption);
    expect(() => receiver.onAny('handler' as never)).toThrow(invalidOption);
    expect(() => lazyReceiver(undefined as never)).toThrow(invalidOption);
  });

  it('rejects with the error of its factory, and calls it again at the next delivery', async () => {
    const factory = vi
      .fn(() => createReceiver(options))
      .mockImplementationOnce(() => {
        throw new Error('the secret is missing');
      });
    const log: string[] = [];
    const receiver = lazyReceiver(factory).on('Message', () => log.push('handled'));
    await expect(receiver.receive(post(message()))).rejects.toThrow('the secret is missing');
    expect((await receiver.receive(post(message()))).kind).toBe('handled');
    expect(log).toEqual(['handled']);
  });

  it.each([undefined, {}, Promise.resolve(createReceiver(options))])(
    'rejects with INVALID_OPTION if its factory returns %o',
    async (result) => {
      const receiver = lazyReceiver(() => result as never);
      await expect(receiver.receive(post(message()))).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    },
  );

  it('creates nothing if it is closed before the first delivery, and answers 503 to later ones', async () => {
    const factory = vi.fn(() => createReceiver(options));
    const receiver = lazyReceiver(factory);
    await receiver.close();
    const closed = { kind: 'overloaded', closing: true };
    expect(await receiver.receive(post(message()))).toMatchObject(closed);
    expect(await receiver.verify(post(message()))).toMatchObject(closed);
    expect(await receiver.dispatch(event())).toMatchObject(closed);
    const response = await receiver.fetch(new Request('https://x.example/h', { method: 'POST', body: '{}' }));
    expect([response.status, response.headers.get('connection')]).toEqual([503, 'close']);
    await receiver.close();
    expect(factory).not.toHaveBeenCalled();
  });

  it('closes the receiver that its factory created', async () => {
    const created = createReceiver(options).on('Message', () => {});
    const receiver = lazyReceiver(() => created);
    await receiver.dispatch(event());
    await receiver.close();
    expect(await created.dispatch(event())).toMatchObject({ kind: 'overloaded', closing: true });
    expect(await receiver.dispatch(event())).toMatchObject({ kind: 'overloaded', closing: true });
  });
});
