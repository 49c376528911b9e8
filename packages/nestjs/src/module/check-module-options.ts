import { checkOptions, customOption, invalidOption, type OptionRules, VZapsError } from '@vzaps/core/webhooks';
import { realtimeOption } from './realtime-sources.ts';

const boolean = customOption('a boolean', (value) => typeof value === 'boolean');

const EXTRAS: OptionRules = {
  name: customOption('a string that is not empty', (value) => typeof value === 'string' && value !== ''),
  path: customOption('a path, or `false`', (value) => typeof value === 'string' || value === false),
  isGlobal: boolean,
  skipGlobalGuards: boolean,
  realtime: realtimeOption,
  decorators: customOption(
    'an array of class decorators',
    (value) => Array.isArray(value) && value.every((each) => typeof each === 'function'),
  ),
};

const isDefined = customOption('a value', () => true);
const FACTORIES = ['useFactory', 'useClass', 'useExisting'];
const ASYNC: OptionRules = {
  ...EXTRAS,
  ...Object.fromEntries(FACTORIES.map((name) => [name, isDefined])),
  useFactory: customOption('a function', (value) => typeof value === 'function'),
  inject: customOption('an array of tokens', Array.isArray),
  imports: customOption('an array of modules', Array.isArray),
  provideInjectionTokensFrom: customOption('an array of providers', Array.isArray),
};

/** The options that are given beside `useFactory`. */
const BESIDE_FACTORY = Object.keys(EXTRAS);

/** @throws VZapsError `INVALID_OPTION`. The receiver checks its own options. */
export function checkRootOptions(options: object): void {
  const owner = 'VZapsModule.forRoot';
  // `checkOptions` also refuses a value that is no object.
  checkOptions(owner, pick(options, BESIDE_FACTORY), EXTRAS);
  checkName(owner, options);
}

/** @throws VZapsError `INVALID_OPTION`. */
export function checkAsyncOptions(options: object): void {
  const owner = 'VZapsModule.forRootAsync';
  checkOptions(owner, options, ASYNC);
  if (FACTORIES.every((name) => Reflect.get(options, name) === undefined)) {
    throw invalidOption(owner, 'useFactory', undefined, 'a function that returns the options', 'Or give `useClass`.');
  }
  checkName(owner, options);
}

/**
 * Checks what `useFactory`, `useClass` or `useExisting` returned.
 *
 * @throws VZapsError `INVALID_OPTION` if it is no object, or contains an option that must be given beside `useFactory`.
 */
export function checkFactoryResult(result: unknown): void {
  const owner = 'VZapsModule.forRootAsync';
  if (typeof result !== 'object' || result === null) {
    throw invalidOption(owner, 'useFactory', result, 'a function that returns an object of options');
  }
  const name = BESIDE_FACTORY.find((each) => Reflect.get(result, each) !== undefined);
  if (name === undefined) return;
  throw new VZapsError(
    'INVALID_OPTION',
    `${owner}(): \`useFactory\` returned the option \`${name}\`. The option must be given beside \`useFactory\`, because ` +
      `Nest needs it before it calls the factory: forRootAsync({ ${name}: …, useFactory: … }).`,
  );
}

/** Refuses a name with characters such as `/` or `:`. Without `path`, the name is part of the webhook's path. */
function checkName(owner: string, { name, path }: { name?: unknown; path?: unknown }): void {
  if (typeof name !== 'string' || path !== undefined || /^\w[\w.-]*$/.test(name)) return;
  throw new VZapsError(
    'INVALID_OPTION',
    `${owner}(): the option \`name\` is '${name}'. It must consist of letters, digits, '_', '-' and '.', and begin ` +
      'with a letter, a digit or `_`, because it is part of the path. Or give a `path`.',
  );
}

function pick(options: object, names: readonly string[]): object {
  if (typeof options !== 'object' || options === null) return options;
  return Object.fromEntries(names.map((name) => [name, Reflect.get(options, name)]));
}
