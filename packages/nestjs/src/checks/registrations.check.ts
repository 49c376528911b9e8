import { VZapsError } from '@vzaps/core/webhooks';
import type { FoundHandler, HandlerExplorer } from '../handlers/handler.explorer.ts';
import { NAME, PATH } from '../module/tokens.ts';

/**
 * Checks that no two registrations have the same name or the same path. Otherwise one would take the other's events.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function checkRegistrationsDiffer(explorer: HandlerExplorer): void {
  const name = findRepeated(explorer.getProvided(NAME).map(describeRegistration));
  if (name !== undefined) {
    throw new VZapsError(
      'INVALID_OPTION',
      `VZapsModule.forRoot(): two registrations have the same \`name\`: ${name}. Give each its own \`name\`, or call ` +
        'forRoot() once.',
    );
  }
  const paths = explorer.getProvided(PATH).filter((path) => typeof path === 'string');
  const path = findRepeated(paths.map(normalizePath));
  if (path === undefined) return;
  throw new VZapsError(
    'INVALID_OPTION',
    `VZapsModule.forRoot(): two registrations have the same \`path\`: '${path}'. One of them would receive the ` +
      'deliveries of both. Give each its own `path`, or leave it out: the default path contains the name.',
  );
}

/**
 * Checks that each registration to which the handler listens exists.
 *
 * @returns The error's message, or `undefined`.
 */
export function findUnknownName({ bindings, label }: FoundHandler, explorer: HandlerExplorer): string | undefined {
  const names = explorer.getProvided(NAME);
  const unknown = bindings.find(({ name }) => !names.includes(name));
  if (!unknown) return undefined;
  const { name } = unknown;
  const [registration, call] =
    name === undefined
      ? ['the registration without a name', 'VZapsModule.forRoot() without a `name`']
      : [`the registration '${name}'`, `VZapsModule.forRoot({ name: '${name}' })`];
  return (
    `\`${label}\` listens to ${registration}, but no ${call} exists. Existing registrations: ` +
    `${names.map(describeRegistration).join(', ')}. Correct { name } of @OnVZapsEvent(), or add the registration.`
  );
}

const describeRegistration = (name: unknown): string => (name === undefined ? 'without a name' : `'${name}'`);

const findRepeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/** Two paths are the same for Express if they differ only in case, outer slashes or parameter names. */
const normalizePath = (path: string): string =>
  path.toLowerCase().replace(/:\w+/g, ':…').split('/').filter(Boolean).join('/');
