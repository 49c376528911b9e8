import { fetchMedia } from './fetch-media.ts';
import type { RequestMedia } from './media-request.ts';

/**
 * `#download` on Workers and in browsers. The runtime offers no address lookup, so only literal addresses and local names
 * are refused, which the caller has done.
 */
export const requestMedia: RequestMedia = fetchMedia;
