// Strings, so that two installed copies of this package see each other's registrations.
const RECEIVER = 'vzaps:receiver';
const CLIENT = 'vzaps:client';

/** What `forRoot()` was given, inside one `VZapsModule`. */
export const OPTIONS = 'vzaps:options';
/** The name of the registration, inside one `VZapsModule`. */
export const NAME = 'vzaps:name';
/** The path of its webhook, or `false`, inside one `VZapsModule`. */
export const PATH = 'vzaps:path';

const named = (token: string, name: string | undefined): string => (name === undefined ? token : `${token}:${name}`);

/** The token of a registration's receiver: `app.get(getVZapsReceiverToken())`. */
export const getVZapsReceiverToken = (name?: string): string => named(RECEIVER, name);

/** The token of a registration's client: `overrideProvider(getVZapsClientToken()).useValue(…)`. */
export const getVZapsClientToken = (name?: string): string => named(CLIENT, name);
