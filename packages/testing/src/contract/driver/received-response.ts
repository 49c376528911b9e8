import type { HttpResponse } from '../../http/index.ts';

/** A response as the checks of the contract need it. */
export interface ReceivedResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The outcome in the body. `undefined` if the receiver did not write this response. */
  outcome: string | undefined;
}

export function receivedResponse({ status, headers, body }: HttpResponse): ReceivedResponse {
  const text = body.toString();
  return { status, headers, body: text, outcome: outcomeIn(text) };
}

/** The outcome in a response body of the receiver: `{"outcome":"handled"}`. */
export function outcomeIn(body: string): string | undefined {
  return /^\{"outcome":"(\w+)"\}$/.exec(body)?.[1];
}
