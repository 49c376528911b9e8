import type { VZapsEvent } from '@vzaps/core/events';
import express from 'express';
import { describe, expectTypeOf, it } from 'vitest';
import { createReceiver, unsafeSkipVerification, VZapsClient, vzapsVerify, vzapsWebhook } from './index.ts';

const verify = unsafeSkipVerification();
const app = express();

describe('vzapsVerify()', () => {
  it('types req.vzaps as present for the handlers behind it', () => {
    app.post('/a', vzapsVerify(createReceiver({ verify })), (req) => {
      expectTypeOf(req.vzaps.event).toEqualTypeOf<VZapsEvent>();
      expectTypeOf(req.vzaps.instanceId).toEqualTypeOf<string | undefined>();
    });
    app.post('/:id', vzapsVerify(createReceiver({ verify })), (req) => {
      expectTypeOf(req.params.id).toEqualTypeOf<string>();
    });
  });
});

describe('vzapsWebhook()', () => {
  it('accepts a receiver with or without a client', () => {
    const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b' });
    app.post('/a', vzapsWebhook(createReceiver({ verify })));
    app.post('/a', vzapsWebhook(createReceiver({ verify, client })));
    express.Router().use('/a', vzapsWebhook(createReceiver({ verify, client })));
    // @ts-expect-error: these are the options of a receiver
    vzapsWebhook({ verify });
  });
});
