import { createUrlRefusedError, NO_PUBLIC_ADDRESS } from '../media-url.ts';
import { isPublicAddress } from '../public-address.ts';
import { fetchMedia } from './fetch-media.ts';
import type { RequestMedia } from './media-request.ts';

/**
 * `#download` on Bun and Deno. The host's addresses are looked up before the request. `fetch` looks them up again, so this
 * is not safe against a host that changes its address in between (DNS rebinding).
 */
export const requestMedia: RequestMedia = async (url, options) => {
  if (!options.isAllowed) {
    const { lookup } = await import('node:dns/promises');
    const addresses = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true });
    if (!addresses.every(({ address }) => isPublicAddress(address))) throw createUrlRefusedError(NO_PUBLIC_ADDRESS);
  }
  return fetchMedia(url, options);
};
