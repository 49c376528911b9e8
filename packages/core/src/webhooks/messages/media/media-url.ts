import { VZapsError } from '../../../errors.ts';
import { isPublicName } from './public-address.ts';

/**
 * The error for a media URL that is not requested. The message does not contain the URL, because a media URL can contain
 * a signature.
 *
 * @param reason Completes the sentence "…, because …".
 */
export function createUrlRefusedError(reason: string): VZapsError {
  return new VZapsError(
    'MEDIA_URL_REFUSED',
    `ctx.download(): the URL of the stored file was not requested, because ${reason}. If the storage is your own, add its ` +
      'origin to the option `media.allow` of createReceiver().',
  );
}

/** The reason for an address that the network's lookup returned. */
export const NO_PUBLIC_ADDRESS = 'its host has no public address';

/** @throws VZapsError `MEDIA_URL_REFUSED` unless the URL is https and its host may be public. */
export function checkMediaUrl(url: URL): void {
  if (url.protocol !== 'https:') throw createUrlRefusedError('it does not begin with https:');
  if (!isPublicName(url.hostname)) throw createUrlRefusedError(NO_PUBLIC_ADDRESS);
}
