import { VZapsError } from '../../errors.ts';
import type { MaybePromise } from '../../shared/maybe-promise.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import type { TokenSource } from './token-source.ts';

/** The credentials that a request sends. */
export interface Authorization {
  readonly clientToken?: string | undefined;
  readonly instanceToken?: string | undefined;
  /** No other credential can be renewed. */
  readonly accessToken?: string | undefined;
}

export const NO_AUTHORIZATION: Authorization = {};

export interface Credentials {
  readonly clientToken: string;
  readonly instanceToken: string | undefined;
  /** `undefined` without a client secret. */
  readonly tokens: TokenSource | undefined;
}

/**
 * The credentials of a request. With a client secret the access token is always sent, as VZaps' own SDKs do. There is no
 * promise if the client has a valid token.
 *
 * @throws VZapsError `INVALID_OPTION` if the client lacks the credentials that the route needs.
 */
export function authorize(request: PreparedRequest, credentials: Credentials): MaybePromise<Authorization> {
  if (request.auth === 'none') return NO_AUTHORIZATION;
  const { clientToken, tokens } = credentials;
  const instanceToken =
    request.instanceToken || (request.auth === 'accessToken' ? undefined : credentials.instanceToken);
  if (tokens) {
    const { current } = tokens;
    if (current !== undefined) return { clientToken, instanceToken, accessToken: current };
    return tokens.get(request.options.signal).then((accessToken) => ({ clientToken, instanceToken, accessToken }));
  }
  if (request.auth === 'accessToken')
    throw missingCredentials(request, 'An instance token is not enough for this route. Set `clientSecret`.');
  if (!instanceToken) {
    throw missingCredentials(
      request,
      'Set `clientSecret`, or give `instanceToken` to the client, the call or forInstance().',
    );
  }
  return { clientToken, instanceToken };
}

/** @throws VZapsError `INVALID_OPTION` without a client secret. */
export async function getAccessToken(credentials: Credentials, signal?: AbortSignal): Promise<string> {
  return requireTokens(credentials).get(signal);
}

/** @throws VZapsError `INVALID_OPTION` without a client secret. */
export function requireTokens({ tokens }: Credentials): TokenSource {
  if (!tokens) throw missingCredentials({ method: 'POST', route: '/token' }, 'Set `clientSecret`.');
  return tokens;
}

function missingCredentials(
  { method, route }: Pick<PreparedRequest, 'method' | 'route'>,
  solution: string,
): VZapsError {
  return new VZapsError('INVALID_OPTION', `The client has no credentials for ${method} ${route}. ${solution}`);
}
