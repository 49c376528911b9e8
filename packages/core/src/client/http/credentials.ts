import { VZapsError } from '../../errors.ts';
import type { PreparedRequest } from '../request/prepared-request.ts';
import type { TokenSource } from './token-source.ts';

export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  /** The access token in the headers. No other credential can be renewed. */
  readonly accessToken?: string;
}

export interface Credentials {
  readonly clientToken: string;
  readonly instanceToken: string | undefined;
  /** `undefined` without a client secret. */
  readonly tokens: TokenSource | undefined;
}

/**
 * The headers with the credentials of a request. With a client secret the access token is always sent, as VZaps' own
 * SDKs do.
 *
 * @throws VZapsError `INVALID_OPTION` if the client lacks the credentials that the route needs.
 */
export async function authorize(request: PreparedRequest, credentials: Credentials): Promise<Authorization> {
  if (request.auth === 'none') return { headers: {} };
  const { clientToken, tokens } = credentials;
  const instanceToken =
    request.instanceToken || (request.auth === 'accessToken' ? undefined : credentials.instanceToken);
  const headers = { 'x-client-token': clientToken, ...(instanceToken && { 'x-instance-token': instanceToken }) };
  if (tokens) {
    const accessToken = await tokens.get(request.options.signal);
    return { headers: { ...headers, authorization: `Bearer ${accessToken}` }, accessToken };
  }
  if (request.auth === 'accessToken')
    throw missingCredentials(request, 'An instance token is not enough for this route. Set `clientSecret`.');
  if (!instanceToken) {
    throw missingCredentials(
      request,
      'Set `clientSecret`, or give `instanceToken` to the client, the call or forInstance().',
    );
  }
  return { headers };
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
