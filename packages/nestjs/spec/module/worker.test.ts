import { Injectable } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { sampleEvent } from '@vzaps/testing';
import { expect, it } from 'vitest';
import {
  type EventContext,
  type EventOf,
  getVZapsReceiverToken,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { moduleOf } from '../app.fixture.ts';

it('An application without HTTP, such as a worker, handles a dispatched event', async () => {
  const seen: unknown[] = [];
  @Injectable()
  class Handlers {
    @OnVZapsEvent('Message')
    handle(event: EventOf<'Message'>, ctx: EventContext) {
      seen.push(event.text, ctx.instanceId);
    }
  }
  const module = moduleOf({
    imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification() })],
    providers: [Handlers],
  });
  const app = await NestFactory.createApplicationContext(module, { logger: false });
  const receiver: Receiver = app.get(getVZapsReceiverToken());
  const event = sampleEvent('Message', { text: 'queued' });
  expect((await receiver.dispatch(event, { instanceId: 'VZ1' })).kind).toBe('handled');
  expect(seen).toEqual(['queued', 'VZ1']);
  await app.close();
  expect((await receiver.dispatch(sampleEvent('Message'))).kind).toBe('overloaded');
});
