import { expect, it } from 'vitest';
import { startSource, until } from './test/start-source.ts';

it('a realtime source closes the connection while too many events wait, loses none, and keeps their order', async () => {
  const saved: string[] = [];
  const { receiver, emit, statuses, source } = await startSource({
    options: { maxUnacked: 1, cursor: { load: () => undefined, save: (_, id) => void saved.push(id) } },
  });
  let release: () => void = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen: string[] = [];
  receiver.on('Connected', async (event) => {
    await isReleased;
    seen.push(event.id ?? '');
  });
  const ids = Array.from({ length: 10_100 }, () => emit({ type: 'Connected', event: {} }));
  await until(() => source.status.state === 'waiting');
  expect(source.status.reason).toBe('Too many events wait for their handlers.');
  expect(source.status.nextAttemptAt).toBeUndefined();
  release();
  await until(() => saved.at(-1) === ids.at(-1));
  expect(seen).toEqual(ids);
  expect(statuses.filter(({ state }) => state === 'open').length).toBeGreaterThan(1);
});
