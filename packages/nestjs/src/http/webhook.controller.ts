import {
  Controller,
  Delete,
  Get,
  Head,
  Inject,
  Logger,
  Options,
  Patch,
  Post,
  Put,
  Req,
  Res,
  type Type,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Outcome, Receiver } from '@vzaps/core/webhooks';
import { getVZapsReceiverToken } from '../module/tokens.ts';
import { decorateClassAndMethods } from './decorate-class-and-methods.ts';
import { type NestRequest, toDelivery } from './delivery.ts';
import { sendOutcome } from './send-outcome.ts';

// Not @All(): Nest excludes a route from the global prefix by its own method, as in
// `{ path: 'webhooks/vzaps', method: RequestMethod.POST }`. HEAD first, or Fastify makes one of its own for GET.
const METHODS = { head: Head, post: Post, get: Get, put: Put, patch: Patch, delete: Delete, options: Options };

/** The webhook of one registration. It takes every common method, so that the receiver answers 405 to all but POST. */
export function createWebhookController(
  name: string | undefined,
  path: string,
  decorators: readonly ClassDecorator[],
): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  class WebhookController {
    private readonly receiver: Pick<Receiver, 'receive'>;
    private readonly host: HttpAdapterHost;

    constructor(
      @Inject(getVZapsReceiverToken(name)) receiver: Pick<Receiver, 'receive'>,
      @Inject(HttpAdapterHost) host: HttpAdapterHost,
    ) {
      this.receiver = receiver;
      this.host = host;
    }

    async receive(request: NestRequest, response: unknown): Promise<void> {
      const outcome = await this.receiver.receive(toDelivery(request)).catch(toFailed);
      sendOutcome(this.host.httpAdapter, request, response, outcome);
    }
  }
  const { prototype } = WebhookController;
  for (const [key, method] of Object.entries(METHODS)) {
    const route = {
      async [key](this: WebhookController, request: NestRequest, response: unknown): Promise<void> {
        await this.receive(request, response);
      },
    };
    const descriptor = { ...Object.getOwnPropertyDescriptor(route, key), enumerable: false };
    Object.defineProperty(prototype, key, descriptor);
    Req()(prototype, key, 0);
    Res()(prototype, key, 1);
    method()(prototype, key, descriptor as TypedPropertyDescriptor<unknown>);
  }
  return decorateClassAndMethods(WebhookController, Object.keys(METHODS), decorators);
}

/** The error is not thrown, because an exception filter could answer 200 to an event that was not handled. */
function toFailed(error: unknown): Outcome {
  new Logger('VZapsModule').error(error);
  return { kind: 'failed', errors: [error] };
}
