import { type CanActivate, type ExecutionContext, HttpException, Inject, mixin, type Type } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Receiver, responseOf } from '@vzaps/core/webhooks';
import { getVZapsReceiverToken } from '../module/tokens.ts';
import { deliveryOf, type NestRequest } from './delivery.ts';

const guards = new Map<string | undefined, Type<CanActivate>>();

/**
 * Verifies and types a delivery in front of a route of your own, which finds it through `@VZapsPayload()` and
 * `@VZapsContext()`, or in `req.vzaps`. That nothing is handled twice, and the answer, are then its own work. What
 * does not verify is an `HttpException` with the usual status.
 */
export function VZapsGuard(name?: string): Type<CanActivate> {
  // One class for each name, so that `overrideGuard(VZapsGuard())` finds it.
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
      const opened = await this.receiver.verify(deliveryOf(request));
      if (opened.kind !== 'verified') {
        const { status, headers } = responseOf(opened);
        const { httpAdapter } = this.host;
        for (const [key, value] of Object.entries(headers)) httpAdapter.setHeader(http.getResponse(), key, value);
        throw new HttpException({ outcome: opened.kind }, status);
      }
      const { kind: _, ...vzaps } = opened;
      request.vzaps = vzaps;
      return true;
    }
  }
  return mixin(VerifyGuard);
}
