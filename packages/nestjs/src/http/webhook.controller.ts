import { Controller, Inject, Logger, Req, Res, type Type, VERSION_NEUTRAL } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Outcome, Receiver } from '@vzaps/core/webhooks';
import { getVZapsReceiverToken } from '../module/tokens.ts';
import { decorateClassAndMethods } from './decorate-class-and-methods.ts';
import { type NestRequest, toDelivery } from './delivery.ts';
import { markFastifyRoutes } from './fastify-bodies.ts';
import { sendOutcome } from './send-outcome.ts';
import { documentOnlyPost, hideFromSwagger, isInSwagger } from './swagger-metadata.ts';
import { ROUTE_NAMES, useOneRoute, useRouteForEachMethod } from './webhook.routes.ts';

/** Creates the controller of one registration's webhook. It takes every method, and the receiver answers 405. */
export function createWebhookController(
  name: string | undefined,
  path: string,
  decorators: readonly ClassDecorator[],
): Type {
  // The path is set on the routes, so that Nest logs it once.
  @Controller({ path: '', version: VERSION_NEUTRAL })
  class VZapsWebhookController {
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
  const { prototype } = VZapsWebhookController;
  for (const route of ROUTE_NAMES) {
    const { [route]: value } = {
      async [route](this: VZapsWebhookController, request: NestRequest, response: unknown): Promise<void> {
        await this.receive(request, response);
      },
    };
    Object.defineProperty(prototype, route, { value, writable: true, configurable: true });
    Req()(prototype, route, 0);
    Res()(prototype, route, 1);
  }
  const controller = decorateClassAndMethods(VZapsWebhookController, ROUTE_NAMES, decorators);
  markFastifyRoutes(controller, ROUTE_NAMES);
  if (isInSwagger(controller)) {
    documentOnlyPost(controller);
    useRouteForEachMethod(controller, path);
  } else {
    hideFromSwagger(controller);
    useOneRoute(controller, path);
  }
  return controller;
}

/** The error is not thrown, because an exception filter could answer 200 to an event that was not handled. */
function toFailed(error: unknown): Outcome {
  new Logger('VZapsModule').error(error);
  return { kind: 'failed', errors: [error] };
}
