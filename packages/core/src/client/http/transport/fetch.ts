import { VZapsError } from '../../../errors.ts';
import { fetchTransport } from './given-fetch.ts';
import type { Publish, Transport, TransportOptions } from './transport.ts';

/** What `#transport` is outside Node: the platform's own `fetch`, looked up at each request. */
export function createTransport({ dispatcher }: TransportOptions): Transport {
  if (dispatcher) {
    throw new VZapsError('INVALID_OPTION', '`dispatcher` needs undici, which is used on Node alone: give `fetch`.');
  }
  return fetchTransport((input, init) => globalThis.fetch(input, init));
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}
interface Builtins {
  getBuiltinModule?: (name: string) => { channel(name: string): Channel } | undefined;
}

/** Bun and Deno have Node's diagnostics channels; a browser has none. */
export const publish: Publish = (name, message) => {
  const { process } = globalThis as { process?: Builtins };
  const channel = process?.getBuiltinModule?.('node:diagnostics_channel')?.channel(name);
  if (channel?.hasSubscribers) channel.publish(message());
};
