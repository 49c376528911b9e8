import { type Delivery, type Outcome, type Receiver, responseOf } from '@vzaps/core/webhooks';

type Fetch = (request: Request) => Promise<Response>;

/** Breaks what goes in, or what comes out. */
type Break = (receiver: Receiver) => Fetch;

const answer = (outcome: Outcome, change: Partial<ResponseInit> = {}): Response => {
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
  (change: (delivery: Delivery, request: Request) => Delivery | Promise<Delivery>): Break =>
  (receiver) =>
  async (request) =>
    answer(await receiver.receive(await change(deliveryOf(request), request)));

/** Adapters that somebody could write, and the promise that each of them breaks. */
export const BROKEN: readonly { does: string; promise: string; mount: Break }[] = [
  {
    does: 'writes the JSON anew',
    promise: 'gateway signature: takes the signature of these very bytes',
    mount: withDelivery(async (delivery, request) => ({ ...delivery, body: JSON.stringify(await request.json()) })),
  },
  {
    does: 'hands over what a parser made of the body, where the bytes are wanted',
    promise: 'gateway signature: refuses the same JSON in other bytes',
    mount: withDelivery(async ({ body: _, ...delivery }, request) => ({ ...delivery, parsed: await request.json() })),
  },
  {
    does: 'reads before it verifies',
    promise: 'refuses a forged delivery before its body is read',
    mount: withDelivery(async (delivery, request) => ({
      ...delivery,
      body: new Uint8Array(await request.arrayBuffer()),
    })),
  },
  {
    does: 'decodes each chunk by itself',
    promise: 'takes a body in chunks that cut characters in two',
    mount: withDelivery(async (delivery, request) => {
      let text = '';
      for await (const chunk of request.body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(chunk);
      return { ...delivery, body: text };
    }),
  },
  {
    does: 'loses the query',
    promise: 'takes a signed URL',
    mount: withDelivery((delivery) => ({ ...delivery, target: new URL(delivery.target).pathname })),
  },
  {
    does: 'takes the last of repeated parameters',
    promise: 'refuses a repeated signature',
    mount: withDelivery((delivery) => {
      const { pathname, searchParams } = new URL(delivery.target);
      return { ...delivery, target: `${pathname}?${new URLSearchParams(Object.fromEntries(searchParams))}` };
    }),
  },
  {
    does: 'loses the headers',
    promise: 'gateway signature: takes the signature of these very bytes',
    mount: withDelivery((delivery) => ({
      ...delivery,
      headers: { 'x-contract-site': (delivery.headers as Headers).get('x-contract-site') ?? '' },
    })),
  },
  {
    does: 'takes every method for POST',
    promise: 'answers 405 with Allow to PUT with a body, and takes the next request',
    mount: withDelivery((delivery) => ({ ...delivery, method: 'POST' })),
  },
  {
    does: 'answers 200, always',
    promise: 'answers 500 to a handler that throws, without its words',
    mount: (receiver) => async (request) => answer(await receiver.receive(deliveryOf(request)), { status: 200 }),
  },
  {
    does: 'answers before it is done',
    promise: 'hands the same event to a handler again after it failed',
    mount: (receiver) => async (request) => {
      receiver.receive({ ...deliveryOf(request), body: new Uint8Array(await request.arrayBuffer()) });
      return new Response('{"outcome":"handled"}', { headers: { 'content-type': 'application/json' } });
    },
  },
  {
    does: 'forgets the headers of the answer',
    promise: 'answers 503 with Retry-After once the receiver is closed',
    mount: (receiver) => async (request) => answer(await receiver.receive(deliveryOf(request)), { headers: {} }),
  },
  {
    does: 'tells what went wrong',
    promise: 'answers 500 to a handler that throws, without its words',
    mount: (receiver) => async (request) => {
      const outcome = await receiver.receive(deliveryOf(request));
      const said = outcome.kind === 'failed' ? { 'x-error': String(outcome.errors[0]) } : {};
      return answer(outcome, { headers: { ...responseOf(outcome).headers, ...said } });
    },
  },
  {
    does: 'does not verify',
    promise: 'refuses a signature with one bit changed',
    mount: (receiver) => async (request) => {
      const opened = await receiver.verify(deliveryOf(request));
      if (opened.kind !== 'refused') return receiver.fetch(request);
      return new Response('{"outcome":"handled"}', { headers: { 'content-type': 'application/json' } });
    },
  },
];
