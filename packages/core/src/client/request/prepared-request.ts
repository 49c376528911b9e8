import type * as z from 'zod';
import type { CallOptions } from '../options.ts';

/** The credentials that a route needs: an access token, any credentials of the instance, or none. */
export type Auth = 'accessToken' | 'instance' | 'none';

/** A checked request in VZaps' spelling. It is the same for all attempts of a call. */
export interface PreparedRequest {
  readonly method: string;
  /** The path with names instead of values, for hooks and error messages: `/instances/:instanceId/webhook`. */
  readonly route: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Percent-encoded, without `?`. */
  readonly query: string | undefined;
  /** JSON text. */
  readonly body: string | undefined;
  /** The user's own headers. Headers of the client replace those of the same name. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly auth: Auth;
  readonly instanceToken: string | undefined;
  readonly repeatable: boolean;
  readonly responseSchema: z.ZodType;
  readonly options: CallOptions;
}
