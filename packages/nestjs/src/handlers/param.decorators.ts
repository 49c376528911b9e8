import { createParamDecorator, type ExecutionContext, type PipeTransform, type Type } from '@nestjs/common';
import { type VerifiedEvent, VZapsError } from '@vzaps/core/webhooks';
import type { NestRequest } from '../http/delivery.ts';
import { isVZapsContext } from './vzaps.context.ts';

type Pipe = PipeTransform | Type<PipeTransform>;

const payload = createParamDecorator((_, host: ExecutionContext) =>
  isVZapsContext(host) ? host.getArgByIndex(0) : getVerified(host).event,
);
const context = createParamDecorator((_, host: ExecutionContext) => {
  if (isVZapsContext(host)) return host.getArgByIndex(1);
  const { event: _event, ...verification } = getVerified(host);
  return verification;
});

/**
 * Injects the event into a parameter: in a handler, or in a controller's route behind `VZapsGuard`.
 *
 * @param pipes Applied to the event, in this order.
 * @throws VZapsError `GUARD_MISSING` if `VZapsGuard` does not guard the route.
 * @example
 * import { Injectable } from '@nestjs/common';
 * import { type EventOf, OnVZapsEvent, VZapsPayload } from '@vzaps/nestjs';
 *
 * const textPipe = { transform: (event: EventOf<'Message'>) => event.text ?? '' };
 *
 * @Injectable()
 * export class BotService {
 *   @OnVZapsEvent<'Message', string>('Message')
 *   measure(@VZapsPayload(textPipe) text: string) {
 *     return text.length;
 *   }
 * }
 */
export const VZapsPayload = (...pipes: Pipe[]): ParameterDecorator => payload(undefined, ...pipes);

/**
 * Injects the context into a parameter: in a handler its `ctx`, in a controller's route behind `VZapsGuard` the
 * verified `{ instanceId?, retiredSecret? }`.
 *
 * @throws VZapsError `GUARD_MISSING` if `VZapsGuard` does not guard the route.
 * @example
 * import { Controller, Post, UseGuards } from '@nestjs/common';
 * import { type VerifiedEvent, VZapsContext, type VZapsEvent, VZapsGuard, VZapsPayload } from '@vzaps/nestjs';
 *
 * @Controller('webhook')
 * export class WebhookController {
 *   @Post()
 *   @UseGuards(VZapsGuard())
 *   receive(@VZapsPayload() event: VZapsEvent, @VZapsContext() { instanceId }: Omit<VerifiedEvent, 'event'>) {
 *     return { type: event.type, instanceId };
 *   }
 * }
 */
export const VZapsContext = (): ParameterDecorator => context();

function getVerified(host: ExecutionContext): VerifiedEvent {
  const { vzaps } = host.switchToHttp().getRequest<NestRequest>();
  if (vzaps) return vzaps;
  throw new VZapsError(
    'GUARD_MISSING',
    '@VZapsPayload() and @VZapsContext() found no verified event, because VZapsGuard does not guard this route. Add ' +
      '@UseGuards(VZapsGuard()) to the route.',
  );
}
