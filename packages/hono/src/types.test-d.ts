import type { VZapsEvent } from '@vzaps/core/events';
import { type Context, Hono } from 'hono';
import { describe, expectTypeOf, it } from 'vitest';
import { createReceiver, unsafeSkipVerification, type VerifiedEvent, vzapsVerify, vzapsWebhook } from './index.ts';

const receiver = createReceiver({ verify: unsafeSkipVerification() });
const app = new Hono();

interface Worker {
  Bindings: { SECRET: string };
  Variables: { mine: number };
}
const worker = new Hono<Worker>();

describe('vzapsVerify()', () => {
  it('types c.var.vzaps as present for the handlers behind it, without annotations', () => {
    app.post('/a', vzapsVerify(receiver), (c) => {
      expectTypeOf(c.var.vzaps).toEqualTypeOf<VerifiedEvent>();
      expectTypeOf(c.get('vzaps').event).toEqualTypeOf<VZapsEvent>();
      return c.json(c.var.vzaps.instanceId ?? null);
    });
  });

  it('types c.var.vzaps under app.use() as present in the chain, and as optional in other places', () => {
    new Hono().use(vzapsVerify(receiver)).post('/a', (c) => c.text(c.var.vzaps.event.type));
    new Hono().use('/a', vzapsVerify(receiver)).post('/a', (c) => c.text(c.var.vzaps.event.type));
    app.use('/b', vzapsVerify(receiver));
    app.post('/b', (c) => {
      expectTypeOf(c.var.vzaps).toEqualTypeOf<VerifiedEvent | undefined>();
      return c.text(c.var.vzaps?.event.type ?? '');
    });
  });

  it('keeps the bindings and variables of the application, and accepts no unknown variable', () => {
    worker.post('/a', vzapsVerify(receiver), (c) => {
      expectTypeOf(c.env).toEqualTypeOf<Worker['Bindings']>();
      expectTypeOf(c.var.mine).toEqualTypeOf<number>();
      // @ts-expect-error: there is no such variable
      return c.text(c.var.vzap.event.type);
    });
  });
});

describe('vzapsWebhook() and vzapsVerify() with a function', () => {
  it('types c.env by the type argument', () => {
    worker.post(
      '/a',
      vzapsWebhook<Worker>((c) => {
        expectTypeOf(c.env.SECRET).toEqualTypeOf<string>();
        return receiver;
      }),
    );
    worker.use(vzapsVerify((c: Context<Worker>) => (c.env.SECRET ? receiver : receiver)));
  });

  it('types the bindings as unknown without a type argument', () => {
    worker.all(
      '/a',
      vzapsWebhook((c) => {
        expectTypeOf(c.env.SECRET).toEqualTypeOf<unknown>();
        return receiver;
      }),
    );
  });

  it('does not accept an asynchronous function', () => {
    const made = async () => receiver;
    // @ts-expect-error: on Workers a request cannot wait for a promise of another request
    worker.post('/a', vzapsWebhook(made));
  });
});
