/** Closes a source in each state, prints what is left of it, and then must end by itself. */
import { VZapsClient } from '@vzaps/core/client';
import { createRealtime, type RealtimeOptions, type RealtimeState } from '@vzaps/core/realtime';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';

const { url, realtimeUrl, instanceId, ...tokens } = JSON.parse(process.argv[2] ?? '{}');
// A port without a server.
const unreachable = 'ws://127.0.0.1:9/events/ws';

async function closeIn(state: RealtimeState | 'new', options: Partial<RealtimeOptions>): Promise<void> {
  const client = new VZapsClient({ baseUrl: url, ...tokens });
  const receiver = createReceiver({ verify: unsafeSkipVerification() });
  const before = process.getActiveResourcesInfo();
  let resolve: () => void = () => {};
  const isReached = new Promise<void>((done) => {
    resolve = done;
  });
  const source = createRealtime({
    client,
    instanceId,
    receiver,
    url: realtimeUrl,
    reconnect: { baseMs: 60_000, maxMs: 60_000 },
    onState: (status) => status.state === state && resolve(),
    ...options,
  });
  if (state !== 'new') {
    source.start();
    await isReached;
  }
  await source.close();
  await client.close();
  const listLeft = (): string[] =>
    process.getActiveResourcesInfo().filter((each) => each !== 'Immediate' && !before.includes(each));
  // Sockets that were destroyed are removed in later turns of the event loop.
  let left = listLeft();
  for (let turn = 0; left.length > 0 && turn < 1_000; turn += 1) {
    await new Promise((done) => setTimeout(done, 5));
    left = listLeft();
  }
  process.stdout.write(`${JSON.stringify({ state, left })}\n`);
}

await closeIn('new', {});
await closeIn('connecting', {});
await closeIn('open', {});
await closeIn('waiting', { url: unreachable });
await closeIn('failed', { instanceId: 'wrong/id' });
