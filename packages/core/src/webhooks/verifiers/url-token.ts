import { sha256Hex } from '#crypto';
import { checkOptions, required, stringOption } from '../../shared/check-options.ts';
import { getSingleValue, parseQuery } from './query.ts';
import { findMatch, listSecrets, type SecretOption, secretOption } from './secret-option.ts';
import { accept, refuse, type Verifier } from './verifier.ts';

/** The options of `urlToken()`. */
export interface UrlTokenOptions {
  /**
   * The secret that the registered URL contains. A match with another secret than the first of a list sets `retiredSecret`.
   */
  token: SecretOption;
  /** The name of the query parameter, such as `token`. */
  param: string;
  /** The instance whose URL this is, if each instance has a token of its own. */
  instanceId?: string | undefined;
}

const OPTION_RULES = { token: required(secretOption(1)), param: required(stringOption), instanceId: stringOption };

/**
 * Verifies a secret in the query string, for URLs that are registered already. For new URLs use `createUrlSigner()`: it
 * confirms the instance, and a leaked URL exposes one instance only.
 *
 * @throws VZapsError `INVALID_OPTION`.
 * @example
 * import { createReceiver, urlToken } from '@vzaps/core/webhooks';
 *
 * createReceiver({ verify: urlToken({ token: 'the secret of the registered URL', param: 'token' }) });
 */
export function urlToken(options: UrlTokenOptions): Verifier {
  checkOptions('urlToken', options, OPTION_RULES);
  const { token, param, instanceId } = options;
  // Digests have one length. So the comparison does not reveal the length of the token.
  const digests = listSecrets(token).map((each) => sha256Hex(each));
  return ({ target }) => {
    const value = getSingleValue(parseQuery(target) ?? new URLSearchParams(), param);
    if (value === undefined) return refuse('the token parameter is missing, empty or repeated');
    const digest = sha256Hex(value);
    const matched = findMatch(digests, digest);
    return matched < 0 ? refuse('the token is wrong') : accept(instanceId, matched);
  };
}
