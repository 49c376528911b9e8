/** Receives one message by realtime, and is refused by a wrong instance token. Runs on every runtime. */
import { VZapsClient } from '@vzaps/core/client';
import { createRealtime } from '@vzaps/core/realtime';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';

export interface RealtimeSettings {
  baseUrl: string;
  realtimeUrl: string;
  clientToken: string;
  clientSecret: string;
  instanceId: string;
}

export async function runRealtime(settings: RealtimeSettings): Promise<object> {
  const { realtimeUrl: url, instanceId, ...clientOptions } = settings;
  const client = new VZapsClient(clientOptions);
  const receiver = createReceiver({ verify: unsafeSkipVerification() });
  const text = new Promise<unknown>((resolve) => {
    receiver.on('Message', (event) => resolve(event.text));
  });
  let connections = 0;
  const source = createRealtime({
    client,
    instanceId,
    receiver,
    url,
    silenceMs: 1_000,
    reconnect: { baseMs: 1 },
    onState: (status) => {
      if (status.state === 'open') connections += 1;
    },
  });
  const { state } = await source.start();
  const received = await text;
  // This is longer than the limit, so that pings must keep a quiet connection alive where the runtime can send them.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await source.close();
  const refused = createRealtime({ client, instanceId, receiver, url, instanceToken: 'wrong', onState: () => {} });
  const failure = await refused.start();
  await client.close();
  return { state, received, connections, refused: failure.error?.code };
}
