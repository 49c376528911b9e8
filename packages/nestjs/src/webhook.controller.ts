import { All, Controller, Inject, Logger, Req, Res, type Type, VERSION_NEUTRAL } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Outcome, Receiver } from '@vzaps/core/webhooks';
import { deliveryOf, type NestRequest } from './delivery.ts';
import { send } from './send.ts';
import { getVZapsReceiverToken } from './tokens.ts';

/** The webhook of one registration. It takes every method, so that core answers 405, as it does everywhere. */
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

    @All()
    async receive(@Req() request: NestRequest, @Res() response: unknown): Promise<void> {
      const outcome = await this.receiver.receive(deliveryOf(request)).catch(mistake);
      send(this.host.httpAdapter, request, response, outcome);
    }
  }
  return decorators.reduce<Type>(
    (target, decorate) => (decorate(target) as Type | undefined) ?? target,
    WebhookController,
  );
}

/** Not thrown: an exception filter could answer 200 to what nobody has handled. */
function mistake(error: unknown): Outcome {
  new Logger('VZapsModule').error(error);
  return { kind: 'failed', errors: [error] };
}
