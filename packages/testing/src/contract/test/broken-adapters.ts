import { type Delivery, type Outcome, type Receiver, responseOf } from '@vzaps/core/webhooks';
import { SCENARIO_HEADER } from '../harness/harness.ts';

type Fetch = (request: Request) => Promise<Response>;

/** Mounts a receiver with a mistake in the request or in the response. */
type BrokenMount = (receiver: Receiver) => Fetch;

const respond = (outcome: Outcome, change: Partial<ResponseInit> = {}): Response => {
  const { status, headers, body } = responseOf(outcome);
  return new Response(body, { status, headers, ...change });
};

const deliveryOf = (request: Request): Delivery => ({
  method: request.method,
  target: request.url,
  headers: request.headers,
  body: request.body as AsyncIterable<Uint8Array> | null,
});

const withDelivery =
  (change: (delivery: Delivery, request: Request) => Delivery | Promise<Delivery>): BrokenMount =>
  (receiver) =>
  async (request) =>
    respond(await receiver.receive(await change(deliveryOf(request), request)));

/** Mistakes that are easy to make in an adapter, and for each the name of a vector that detects it. */
export const BROKEN_ADAPTERS: readonly { mistake: string; vector: string; mount: BrokenMount }[] = [
  {
    mistake: 'serializes the JSON again',
    vector: 'accepts a signature of the exact bytes (verifier: gateway signature)',
    mount: withDelivery(async (delivery, request) => ({ ...delivery, body: JSON.stringify(await request.json()) })),
  },
  {
    mistake: 'passes the parsed body where the verifier needs the bytes',
    vector: 'refuses the same JSON in other bytes (verifier: gateway signature)',
    mount: withDelivery(async ({ body: _, ...delivery }, request) => ({ ...delivery, parsed: await request.json() })),
  },
  {
    mistake: 'reads the body before it verifies the URL',
    vector: 'refuses a forged delivery before its body is read',
    mount: withDelivery(async (delivery, request) => ({
      ...delivery,
      body: new Uint8Array(await request.arrayBuffer()),
    })),
  },
  {
    mistake: 'decodes each chunk separately',
    vector: 'handles a body whose chunks split characters',
    mount: withDelivery(async (delivery, request) => {
      let text = '';
      for await (const chunk of request.body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk);
      return { ...delivery, body: text };
    }),
  },
  {
    mistake: 'drops the query',
    vector: 'handles a signed URL',
    mount: withDelivery((delivery) => ({ ...delivery, target: new URL(delivery.target).pathname })),
  },
  {
    mistake: 'keeps only the last of repeated parameters',
    vector: 'refuses a repeated signature',
    mount: withDelivery((delivery) => {
      const { pathname, searchParams } = new URL(delivery.target);
      return { ...delivery, target: `${pathname}?${new URLSearchParams(Object.fromEntries(searchParams))}` };
    }),
  },
  {
    mistake: 'drops the headers',
    vector: 'accepts a signature of the exact bytes (verifier: gateway signature)',
    mount: withDelivery((delivery) => ({
      ...delivery,
      headers: { [SCENARIO_HEADER]: (delivery.headers as Headers).get(SCENARIO_HEADER) ?? '' },
    })),
  },
  {
    mistake: 'treats every method as POST',
    vector: 'responds 405 with Allow to PUT with a body and handles the next request',
    mount: withDelivery((delivery) => ({ ...delivery, method: 'POST' })),
  },
  {
    mistake: 'always responds 200',
    vector: 'responds 500 without the error text when a handler throws',
    mount: (receiver) => async (request) => respond(await receiver.receive(deliveryOf(request)), { status: 200 }),
  },
  {
    mistake: 'responds before the handlers have finished',
    vector: 'runs the handlers of an event again after one of them failed',
    mount: (receiver) => async (request) => {
      receiver.receive({ ...deliveryOf(request), body: new Uint8Array(await request.arrayBuffer()) });
      return new Response('{"outcome":"handled"}', { headers: { 'content-type': 'application/json' } });
    },
  },
  {
    mistake: 'drops the headers of the response',
    vector: 'responds 503 with Retry-After after the receiver was closed',
    mount: (receiver) => async (request) => respond(await receiver.receive(deliveryOf(request)), { headers: {} }),
  },
  {
    mistake: 'exposes the error text',
    vector: 'responds 500 without the error text when a handler throws',
    mount: (receiver) => async (request) => {
      const outcome = await receiver.receive(deliveryOf(request));
      const exposed = outcome.kind === 'failed' ? { 'x-error': String(outcome.errors[0]) } : {};
      return respond(outcome, { headers: { ...responseOf(outcome).headers, ...exposed } });
    },
  },
  {
    mistake: 'does not verify',
    vector: 'refuses a signature with one bit changed',
    mount: (receiver) => async (request) => {
      const verified = await receiver.verify(deliveryOf(request));
      if (verified.kind !== 'refused') return receiver.fetch(request);
      return new Response('{"outcome":"handled"}', { headers: { 'content-type': 'application/json' } });
    },
  },
];
