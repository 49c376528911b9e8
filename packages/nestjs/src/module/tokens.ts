// Tokens are strings, so that two installed copies of this package find each other's registrations.
const RECEIVER = 'vzaps:receiver';
const CLIENT = 'vzaps:client';

/** Inside one `VZapsModule`: the options of the receiver. */
export const OPTIONS = 'vzaps:options';
/** Inside one `VZapsModule`: the name of the registration, or `undefined`. */
export const NAME = 'vzaps:name';
/** Inside one `VZapsModule`: the path of its webhook, or `false`. */
export const PATH = 'vzaps:path';
/** The token, inside one `VZapsModule`, of the client that is provided under the public token. */
export const OWN_CLIENT = 'vzaps:own-client';
/** Inside one `VZapsModule`: the controller of its webhook, or `undefined`. */
export const CONTROLLER = 'vzaps:controller';
/** Inside one `VZapsModule`: whether its handlers run without global guards. */
export const SKIP_GLOBAL_GUARDS = 'vzaps:skip-global-guards';
/** Inside one `VZapsModule`: the option `realtime`, or `undefined`. */
export const REALTIME = 'vzaps:realtime';

const withName = (token: string, name: string | undefined): string => (name === undefined ? token : `${token}:${name}`);

/**
 * The token under which a registration's receiver is provided.
 *
 * @param name The registration's name. Default: the registration without a name.
 * @example
 * import { getVZapsReceiverToken, type Receiver } from '@vzaps/nestjs';
 *
 * const receiver = app.get<Receiver>(getVZapsReceiverToken());
 * await receiver.dispatch(event, { instanceId: 'VZ1' });
 */
export const getVZapsReceiverToken = (name?: string): string => withName(RECEIVER, name);

/**
 * The token under which a registration's client is provided.
 *
 * @param name The registration's name. Default: the registration without a name.
 * @example
 * import { getVZapsClientToken, type VZapsClient } from '@vzaps/nestjs';
 *
 * const vzaps = app.get<VZapsClient>(getVZapsClientToken());
 * await vzaps.instances.list();
 */
export const getVZapsClientToken = (name?: string): string => withName(CLIENT, name);
