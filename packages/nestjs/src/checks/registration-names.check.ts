import { VZapsError } from '@vzaps/core/webhooks';
import type { FoundHandler, HandlerExplorer } from '../handlers/handler.explorer.ts';
import { getVZapsReceiverToken, NAME, PATH } from '../module/tokens.ts';

/**
 * Two registrations of one name, or at one path, would take each other's events.
 *
 * @throws VZapsError `INVALID_OPTION`, `INVALID_OPTION`.
 */
export function refuseTwins(explorer: HandlerExplorer): void {
  const name = twin(explorer.provided(NAME).map(called));
  if (name !== undefined) {
    throw new VZapsError(
      'INVALID_OPTION',
      `There are two VZapsModule ${name}: give each a name of its own, or call forRoot() once.`,
    );
  }
  const path = twin(explorer.provided(PATH).flatMap((each) => (typeof each === 'string' ? plain(each) : [])));
  if (path === undefined) return;
  throw new VZapsError(
    'INVALID_OPTION',
    `Two VZapsModule have the path '${path}', and one of them would get the deliveries of both: give each a path of ` +
      'its own, or none, then it has its name in it.',
  );
}

/** @throws VZapsError `INVALID_OPTION`. */
export function refuseOddName(name: string | undefined, path: string | false | undefined): void {
  if (name === undefined || /^\w[\w.-]*$/.test(name)) return;
  if (path !== undefined && typeof name === 'string' && name !== '') return;
  throw new VZapsError(
    'INVALID_OPTION',
    `'${String(name)}' is no name for a VZapsModule: it stands in the path, so write letters, digits, '_', '-' and '.', with ` +
      "no '-' or '.' at the beginning, or give a path. Leave it out for a registration without a name.",
  );
}

/** @throws VZapsError `NAME_UNKNOWN`. */
export function refuseUnknownNames(explorer: HandlerExplorer, found: readonly FoundHandler[]): void {
  for (const { name } of found.flatMap(({ bindings }) => bindings)) {
    if (explorer.provided(getVZapsReceiverToken(name)).length > 0) continue;
    throw new VZapsError(
      'NAME_UNKNOWN',
      `A handler waits for a VZapsModule ${called(name)}, and there is none: its { name } is the one of forRoot().`,
    );
  }
}

const called = (name: unknown): string => (name === undefined ? 'without a name' : `named '${name}'`);

const twin = (all: readonly string[]): string | undefined => all.find((each, index) => all.indexOf(each) !== index);

/** Express takes no notice of case, and nobody of slashes at the ends or of what a parameter is called. */
const plain = (path: string): string => path.toLowerCase().replace(/:\w+/g, ':…').split('/').filter(Boolean).join('/');
