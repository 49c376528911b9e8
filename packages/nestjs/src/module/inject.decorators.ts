import { Inject } from '@nestjs/common';
import { getVZapsClientToken, getVZapsReceiverToken } from './tokens.ts';

/** Injects the `client` of a registration, as it was given; `undefined` where none was. */
export const InjectVZaps = (name?: string): ParameterDecorator & PropertyDecorator => Inject(getVZapsClientToken(name));

/** Injects the receiver of a registration: to dispatch events from elsewhere, or to watch them with `onAny()`. */
export const InjectVZapsReceiver = (name?: string): ParameterDecorator & PropertyDecorator =>
  Inject(getVZapsReceiverToken(name));
