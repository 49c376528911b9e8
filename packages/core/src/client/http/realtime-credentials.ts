import { toValidationIssues } from '../errors/to-validation-issues.ts';
import { VZapsValidationError } from '../errors/validation-error.ts';
import { id, optionalToken } from '../schema/id.ts';
import { type Credentials, requireTokens } from './credentials.ts';

/** What the handshake of a realtime connection needs. Every field but `renewInMs` is a secret. */
export interface RealtimeCredentials {
  /** The access token of the client. */
  readonly accessToken: string;
  /** The client token of the account. */
  readonly clientToken: string;
  /** The instance token. `undefined` if neither the call nor the client has an instance token. */
  readonly instanceToken: string | undefined;
  /** Milliseconds until the client renews the access token. The connection should be replaced by then. */
  readonly renewInMs: number;
}

/** The options of `client.realtimeCredentials()`. */
export interface RealtimeCredentialsOptions {
  /** The instance's own token. Default: that of the client. */
  instanceToken?: string | undefined;
  /** Asks for a new access token, because VZaps refused the last one. Default `false`. */
  refresh?: boolean | undefined;
  /** Ends the wait for the access token. */
  signal?: AbortSignal | undefined;
}

/**
 * @throws VZapsError `INVALID_OPTION` without a client secret. `INVALID_REQUEST` for a wrong instance id or token.
 */
export async function getRealtimeCredentials(
  credentials: Credentials,
  instanceId: string,
  { instanceToken, refresh, signal }: RealtimeCredentialsOptions = {},
): Promise<RealtimeCredentials> {
  const issues = [
    ...toValidationIssues(id.safeParse(instanceId).error?.issues ?? [], ['instanceId']),
    ...toValidationIssues(optionalToken.safeParse(instanceToken).error?.issues ?? [], ['instanceToken']),
  ];
  if (issues.length > 0) throw new VZapsValidationError(issues);
  const tokens = requireTokens(credentials);
  if (refresh) tokens.expire();
  const accessToken = await tokens.get(signal);
  return {
    accessToken,
    clientToken: credentials.clientToken,
    instanceToken: instanceToken || credentials.instanceToken,
    renewInMs: tokens.msUntilRenewal(),
  };
}
