import { type CanActivate, type ExecutionContext, HttpException, Inject, mixin, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Receiver, responseOf } from '@vzaps/core/webhooks';
import { getVZapsReceiverToken } from '../module/tokens.ts';
import { type NestRequest, toDelivery } from './delivery.ts';
import { setHeaders } from './send-outcome.ts';

const guards = new Map<string | undefined, Type<CanActivate>>();

/**
 * Creates a guard that verifies and parses a delivery in front of your own route. The route receives the event by
 * `@VZapsPayload()` and `@VZapsContext()`, or reads `req.vzaps`.
 *
 * The route itself must avoid duplicates and send the response. A delivery that is not verified ends with an
 * `HttpException` that has the status of its outcome.
 *
 * @param name The registration's name. Default: the registration without a name.
 * @returns The same class for the same name, so that tests can use `overrideGuard(VZapsGuard())`.
 * @example
 * import { Controller, Post, UseGuards } from '@nestjs/common';
 * import { type VZapsEvent, VZapsGuard, VZapsPayload } from '@vzaps/nestjs';
 *
 * @Controller('webhook')
 * export class WebhookController {
 *   @Post()
 *   @UseGuards(VZapsGuard())
 *   receive(@VZapsPayload() event: VZapsEvent) {
 *     return { type: event.type };
 *   }
 * }
 */
export function VZapsGuard(name?: string): Type<CanActivate> {
  const guard = guards.get(name) ?? createGuard(name);
  guards.set(name, guard);
  return guard;
}

function createGuard(name: string | undefined): Type<CanActivate> {
  class VerifyGuard implements CanActivate {
    private readonly receiver: Pick<Receiver, 'verify'>;
    private readonly host: HttpAdapterHost;

    constructor(
      @Inject(getVZapsReceiverToken(name)) receiver: Pick<Receiver, 'verify'>,
      @Inject(HttpAdapterHost) host: HttpAdapterHost,
    ) {
      this.receiver = receiver;
      this.host = host;
    }

    async canActivate(context: ExecutionContext): Promise<boolean> {
      const http = context.switchToHttp();
      const request = http.getRequest<NestRequest>();
      const result = await this.receiver.verify(toDelivery(request));
      if (result.kind !== 'verified') {
        const { status, headers } = responseOf(result);
        setHeaders(this.host.httpAdapter, request, http.getResponse(), headers);
        throw new HttpException({ outcome: result.kind }, status);
      }
      const { kind: _, ...verified } = result;
      request.vzaps = verified;
      return true;
    }
  }
  return mixin(VerifyGuard);
}
