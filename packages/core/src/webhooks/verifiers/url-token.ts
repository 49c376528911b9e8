import { equalBytes, sha256 } from '#crypto';
import { VZapsError } from '../../errors.ts';
import { onlyOne, queryOf } from './query.ts';
import { refuse, secretsOf, type Verifier } from './verifier.ts';

export interface UrlTokenOptions {
  /** The secret that stands in the registered URL. In a list, all but the first are told as `retiredSecret`. */
  token: string | readonly string[];
  /** The name of the query parameter, such as `token`. */
  param: string;
  /** The instance whose URL this is, where each has a token of its own. */
  instanceId?: string;
}

/**
 * A plain secret in the query string, for URLs that are registered already. For new ones prefer
 * `createUrlSigner()`: there a leaked URL exposes one instance, and the instance is proven.
 *
 * @throws VZapsError `INVALID_OPTION` (an empty token), `INVALID_OPTION`.
 */
export function urlToken({ token, param, instanceId }: UrlTokenOptions): Verifier {
  if (!param) throw new VZapsError('INVALID_OPTION', "urlToken() needs the query parameter's name in `param`.");
  // Digests have one length, so that the comparison does not tell the token's.
  const digests = secretsOf(token, 1, 'urlToken()').map((each) => sha256(each));
  return ({ target }) => {
    const given = onlyOne(queryOf(target) ?? new URLSearchParams(), param);
    if (given === undefined) return refuse('the token parameter is missing, empty or repeated');
    const guess = sha256(given);
    const matches = digests.map((digest) => equalBytes(digest, guess));
    const matched = matches.indexOf(true);
    if (matched < 0) return refuse('the token is wrong');
    return { ok: true, ...(instanceId && { instanceId }), ...(matched > 0 && { retiredSecret: true as const }) };
  };
}
