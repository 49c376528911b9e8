import { VZapsError } from '../../errors.ts';
import type { Outgoing } from '../request/prepared-request.ts';
import type { TokenSource } from './token-source.ts';

export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  /** The owner's token among them: the one thing that can be renewed. */
  readonly ownerToken?: string;
}

export interface Credentials {
  readonly clientToken: string;
  readonly instanceToken: string | undefined;
  /** Absent without a client secret. */
  readonly tokens: TokenSource | undefined;
}

/** The headers that open a route. With a secret the owner's token is always among them, as in VZaps' own SDKs. */
export async function authorize(call: Outgoing, credentials: Credentials): Promise<Authorization> {
  if (call.auth === 'none') return { headers: {} };
  const { clientToken, tokens } = credentials;
  const instanceToken = call.instanceToken || (call.auth === 'account' ? undefined : credentials.instanceToken);
  const headers = { 'x-client-token': clientToken, ...(instanceToken && { 'x-instance-token': instanceToken }) };
  if (tokens) {
    const ownerToken = await tokens.get(call.options.signal);
    return { headers: { ...headers, authorization: `Bearer ${ownerToken}` }, ownerToken };
  }
  if (call.auth === 'account')
    throw missing(call, 'VZaps opens it to the owner alone: give the client its clientSecret.');
  if (!instanceToken) {
    throw missing(call, 'Give the client its clientSecret, or the call (or forInstance) the instanceToken.');
  }
  return { headers };
}

/**
 * The owner's token by itself, for the realtime API or a call of one's own. It is a secret.
 *
 * @throws VZapsError `INVALID_OPTION` without a client secret.
 */
export async function ownerToken({ tokens }: Credentials, signal?: AbortSignal): Promise<string> {
  if (!tokens) throw missing({ method: 'POST', route: '/token' }, 'Give the client its clientSecret.');
  return tokens.get(signal);
}

function missing({ method, route }: Pick<Outgoing, 'method' | 'route'>, cure: string): VZapsError {
  return new VZapsError('INVALID_OPTION', `There are no credentials for ${method} ${route}. ${cure}`);
}
