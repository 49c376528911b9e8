import type * as z from 'zod';
import type { CallOptions } from '../options.ts';

/** Whose credentials open the route. */
export type Auth = 'account' | 'instance' | 'none';

/** A checked request, in VZaps' spelling, before anything of one attempt. */
export interface Outgoing {
  readonly method: string;
  /** The path as declared, for hooks and messages: no ids in it. */
  readonly route: string;
  readonly path: string;
  readonly query: URLSearchParams | undefined;
  /** JSON text. */
  readonly body: string | undefined;
  /** Beside ours, which win. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly auth: Auth;
  readonly instanceToken: string | undefined;
  readonly repeatable: boolean;
  readonly gives: z.ZodType;
  readonly options: CallOptions;
}
