import { invalidOption } from '../../../shared/check-options.ts';
import { openDiagnosticsChannel } from '../../../shared/diagnostics-channel.ts';
import { createGlobalFetchTransport } from './fetch-transport.ts';
import type { Publish, Transport, TransportOptions } from './transport.ts';

/** `#transport` outside Node: the platform's own `fetch`. */
export function createTransport({ dispatcher }: TransportOptions): Transport {
  if (dispatcher) {
    const solution = 'Undici runs on Node only. Give `fetch` instead.';
    throw invalidOption('new VZapsClient', 'dispatcher', dispatcher, 'left out on this platform', solution);
  }
  return createGlobalFetchTransport();
}

/** Bun and Deno have the diagnostics channels of Node. Browsers have none. */
export const publish: Publish = (name, message) => {
  const channel = openDiagnosticsChannel(name);
  if (channel?.hasSubscribers) channel.publish(message());
};
