import { MANAGES_CONNECTIONS } from '../../shared/platform.ts';
import type { Outcome } from '../outcome.ts';
import { responseOf } from '../response.ts';
import type { Delivery } from './delivery.ts';

/** The adapter for servers that use `Request` and `Response`. */
export async function handleFetch(
  receive: (delivery: Delivery) => Promise<Outcome>,
  request: Request,
): Promise<Response> {
  const { status, headers, body } = responseOf(await receive(readDelivery(request)));
  if (MANAGES_CONNECTIONS) delete headers.connection;
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

function readDelivery({ method, url: target, headers, bodyUsed, body }: Request): Delivery {
  if (!bodyUsed) return { method, target, headers, body: body as AsyncIterable<Uint8Array> | null };
  const rawBodyHint = 'Pass receiver.fetch a request whose body was not read, or a clone of it.';
  return { method, target, headers, rawBodyHint };
}
