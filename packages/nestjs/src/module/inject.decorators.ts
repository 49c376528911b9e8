import { Inject } from '@nestjs/common';
import { getVZapsClientToken, getVZapsReceiverToken } from './tokens.ts';

/**
 * Injects a registration's client: the option `client` of `VZapsModule.forRoot()`, or `undefined` without that option.
 *
 * @param name The registration's name. Default: the registration without a name.
 * @example
 * import { Injectable } from '@nestjs/common';
 * import { InjectVZaps, type VZapsClient } from '@vzaps/nestjs';
 *
 * @Injectable()
 * export class Greeter {
 *   constructor(@InjectVZaps() private readonly vzaps: VZapsClient) {}
 *
 *   greet(instanceId: string, phone: string) {
 *     return this.vzaps.messages.sendText({ instanceId, phone, message: 'Hello' });
 *   }
 * }
 */
export const InjectVZaps = (name?: string): ParameterDecorator & PropertyDecorator => Inject(getVZapsClientToken(name));

/**
 * Injects a registration's receiver, for example to dispatch an event or to observe all events with `onAny()`.
 *
 * @param name The registration's name. Default: the registration without a name.
 * @example
 * import { Injectable } from '@nestjs/common';
 * import { InjectVZapsReceiver, parseEvent, type Receiver } from '@vzaps/nestjs';
 *
 * @Injectable()
 * export class Replayer {
 *   constructor(@InjectVZapsReceiver() private readonly receiver: Receiver) {}
 *
 *   replay(payload: unknown, instanceId: string) {
 *     return this.receiver.dispatch(parseEvent(payload), { instanceId });
 *   }
 * }
 */
export const InjectVZapsReceiver = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(getVZapsReceiverToken(name));
