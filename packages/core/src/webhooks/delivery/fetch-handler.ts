import type { Receiver } from '../receiver/receiver.ts';
import { responseOf } from '../response.ts';
import type { Delivery } from './delivery.ts';

/** The adapter for servers that speak `Request` and `Response`: translates, and adds nothing. */
export async function receiveRequest(receiver: Pick<Receiver, 'receive'>, request: Request): Promise<Response> {
  const { status, headers, body } = responseOf(await receiver.receive(deliveryOf(request)));
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

function deliveryOf(request: Request): Delivery {
  const { method, url: target, headers, bodyUsed } = request;
  return bodyUsed
    ? {
        method,
        target,
        headers,
        rawBodyHint: 'Give receiver.fetch a request whose body nobody has read, or a clone of it.',
      }
    : { method, target, headers, body: request.body as AsyncIterable<Uint8Array> | null };
}
