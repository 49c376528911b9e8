import { createParamDecorator, type ExecutionContext, type PipeTransform, type Type } from '@nestjs/common';
import type { VerifiedEvent } from '@vzaps/core/webhooks';
import { VZapsError } from '@vzaps/core/webhooks';
import type { NestRequest } from '../http/delivery.ts';
import { isVZapsContext } from './vzaps.context.ts';

type Pipe = PipeTransform | Type<PipeTransform>;

const payload = createParamDecorator((_, host: ExecutionContext) =>
  isVZapsContext(host) ? host.getArgByIndex(0) : requestOf(host).event,
);
const context = createParamDecorator((_, host: ExecutionContext) => {
  if (isVZapsContext(host)) return host.getArgByIndex(1);
  const { event: _event, ...proof } = requestOf(host);
  return proof;
});

/** The event: of a handler, through these pipes; or of one's own controller behind `VZapsGuard`. */
export const VZapsPayload = (...pipes: Pipe[]): ParameterDecorator => payload(undefined, ...pipes);

/** What a handler gets beside the event; in one's own controller, the verified `{ instanceId?, retiredSecret? }`. */
export const VZapsContext = (): ParameterDecorator => context();

function requestOf(host: ExecutionContext): VerifiedEvent {
  const { vzaps } = host.switchToHttp().getRequest<NestRequest>();
  if (vzaps) return vzaps;
  throw new VZapsError(
    'GUARD_MISSING',
    '@VZapsPayload() and @VZapsContext() in a controller need what VZapsGuard verified: put @UseGuards(VZapsGuard()) ' +
      'on the route.',
  );
}
