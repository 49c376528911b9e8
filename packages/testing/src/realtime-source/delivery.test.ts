import { expect, it } from 'vitest';
import { message, startSource, until } from './test/start-source.ts';

it('handles an event and acknowledges it', async () => {
  const { receiver, emit, acked, source } = await startSource();
  const texts: unknown[] = [];
  receiver.on('Message', ({ text }, ctx) => void texts.push([text, ctx.instanceId]));
  const id = emit(message('ping'));
  await until(() => acked().length > 0);
  expect(acked()).toEqual([id]);
  expect(texts).toEqual([['ping', source.status.instanceId]]);
});
