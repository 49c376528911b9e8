import type { LookupAddress, LookupOptions } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { createUrlRefusedError, NO_PUBLIC_ADDRESS } from '../media-url.ts';
import { isPublicAddress } from '../public-address.ts';
import type { MediaResponse, RequestMedia } from './media-request.ts';

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * `#download` on Node. The address is checked by the lookup of the connection itself, so a host cannot change its address
 * between the check and the connect. `node:https` is loaded at the first download.
 */
export const requestMedia: RequestMedia = async (url, { signal, isAllowed }) => {
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const lookup = isAllowed ? {} : { lookup: await createPublicLookup() };
  return new Promise((resolve, reject) => {
    // No agent: a kept connection would have been checked by other rules, or not at all.
    const options = { ...lookup, agent: false, signal, headers: { 'accept-encoding': 'identity' } };
    request(url, options, (response) => resolve(toMediaResponse(response)))
      .on('error', reject)
      .end();
  });
};

function toMediaResponse(response: IncomingMessage): MediaResponse {
  // After `cancel()` the stream emits an error. Without a listener it would end the process.
  response.on('error', () => {});
  // The request asks for `identity`. A file that is compressed all the same cannot be used.
  const isCompressed = (response.headers['content-encoding'] ?? 'identity') !== 'identity';
  return {
    status: isCompressed ? 415 : (response.statusCode ?? 0),
    header: (name) => [response.headers[name]].flat()[0],
    body: response,
    cancel: () => response.destroy(),
  };
}

async function createPublicLookup() {
  const { lookup } = await import('node:dns');
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(createUrlRefusedError(NO_PUBLIC_ADDRESS), []);
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
}
