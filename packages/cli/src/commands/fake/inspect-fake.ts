import { VZapsClient } from '@vzaps/core/client';
import { createRealtime } from '@vzaps/core/realtime';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';
import type { FakeVZaps } from '@vzaps/testing';
import { serveInspector } from '../../inspect/serve-inspector.ts';
import type { Terminal } from '../../terminal/terminal.ts';

/** Shows the events of a fake in an inspector, as an application would receive them over realtime. */
export async function inspectFake(
  terminal: Terminal,
  fake: FakeVZaps,
  port: number | undefined,
): Promise<() => Promise<void>> {
  const { clientToken, clientSecret, url: baseUrl } = fake;
  const client = new VZapsClient({ clientToken, clientSecret, baseUrl });
  const inspector = await serveInspector(terminal, port, { client, receiver: () => receiver });
  const receiver = createReceiver({
    verify: unsafeSkipVerification(),
    onOutcome: (outcome, info) => inspector.onOutcome(outcome, { ...info, source: 'realtime' }),
  });
  const sources = fake.instances.map(({ id }) =>
    // The webhook of an application still receives the events, so this source takes none away.
    createRealtime({ client, instanceId: id, receiver, url: fake.realtimeUrl, acknowledge: false, onState: () => {} }),
  );
  for (const source of sources) source.start();
  return async () => {
    await Promise.all(sources.map((source) => source.close()));
    await receiver.close();
    inspector.close();
  };
}
