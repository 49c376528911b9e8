import { VZapsError } from '../errors.ts';
import { nearestName } from './nearest-name.ts';

/** What an option must be: a test of the value, and the words for it in an error message. */
export interface OptionRule {
  /** Completes the sentence "must be …", with units: `a positive integer (milliseconds)`. */
  readonly expected: string;
  /** Returns whether the value is correct. It is not called for `undefined`. */
  readonly accepts: (value: unknown) => boolean;
  /** The option must be given. Default: it may be absent. */
  readonly required?: true;
}

/** One rule for each option that a function knows. */
export type OptionRules = Readonly<Record<string, OptionRule>>;

const rule = (expected: string, accepts: (value: unknown) => boolean): OptionRule => ({ expected, accepts });

/**
 * A whole number of at least `least`, such as `integerOption(1, 'bytes')`.
 *
 * @internal
 */
export const integerOption = (least: number, unit: string): OptionRule =>
  rule(
    `a whole number of at least ${least} (${unit})`,
    (value) => Number.isSafeInteger(value) && (value as number) >= least,
  );

/** A rule for an option that is a function. */
export const functionOption = rule('a function', (value) => typeof value === 'function');

export const flagOption = rule('true or false', (value) => typeof value === 'boolean');

export const textOption = rule('a string', (value) => typeof value === 'string');

export const durationOption = rule(
  'a positive number (milliseconds)',
  (value) => typeof value === 'number' && value > 0,
);

/** A rule for an option that is a string of at least one character. */
export const stringOption = rule('a string that is not empty', (value) => typeof value === 'string' && value !== '');

/**
 * An object that has these methods, such as a store.
 *
 * @internal
 */
export const objectOption = (expected: string, ...methods: readonly string[]): OptionRule =>
  rule(expected, (value) => isObject(value) && methods.every((name) => typeof Reflect.get(value, name) === 'function'));

/** One value, or a list of at least one. */
export const oneOrMoreOption = (expected: string, accepts: (value: unknown) => boolean): OptionRule =>
  rule(expected, (value) => {
    const list = [value].flat();
    return list.length > 0 && list.every((each) => accepts(each));
  });

/** A rule of its own words and test. */
export const customOption = rule;

/**
 * The same rule for an option that must be given.
 *
 * @internal
 */
export const required = (of: OptionRule): OptionRule => ({ ...of, required: true });

/**
 * Checks options when they are given. A key whose value is `undefined` counts as absent.
 *
 * @param owner The function that takes the options, as its user writes it: `createReceiver`.
 * @param prefix The path of `options` inside the owner's options: `media.` for a nested object.
 * @throws VZapsError `INVALID_OPTION`. It names the option, the kind of the wrong value (never the value itself, which
 * may be a secret), and the nearest known name of an unknown option.
 * @example
 * import { checkOptions, integerOption, required, stringOption } from '@vzaps/core/webhooks';
 *
 * export function createThing(options: { name: string; limit?: number }) {
 *   checkOptions('createThing', options, { name: required(stringOption), limit: integerOption(1, 'bytes') });
 * }
 */
export function checkOptions(owner: string, options: unknown, rules: OptionRules, prefix = ''): void {
  const [problem] = findOptionProblems(owner, options, rules, prefix);
  if (problem) throw new VZapsError('INVALID_OPTION', problem.message);
}

/** A wrong option. The message is a complete sentence. */
export interface OptionProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** All problems that `checkOptions` would throw for, unknown options first. */
export function findOptionProblems(owner: string, options: unknown, rules: OptionRules, prefix = ''): OptionProblem[] {
  const parents = prefix.split('.').slice(0, -1);
  if (!isObject(options)) {
    const path = parents.join('.') || 'options';
    return [{ path: parents, message: describeWrongOption(owner, path, options, 'an object') }];
  }
  const problems: OptionProblem[] = [];
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(rules, name) && Reflect.get(options, name) !== undefined) {
      const message = describeUnknownOption(owner, prefix, name, Object.keys(rules));
      problems.push({ path: [...parents, name], message });
    }
  }
  for (const [name, { expected, accepts, required }] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined ? required : !accepts(value)) {
      problems.push({ path: [...parents, name], message: describeWrongOption(owner, prefix + name, value, expected) });
    }
  }
  return problems;
}

/**
 * The error for a wrong option.
 *
 * @param path The option's path: `bodyLimit`, `media.maxBytes`.
 * @param value The wrong value. Only its kind is named.
 * @param expected Completes the sentence "must be …".
 * @param solution One more sentence, where the expectation alone does not say what to do.
 * @internal
 */
export function invalidOption(
  owner: string,
  path: string,
  value: unknown,
  expected: string,
  solution?: string,
): VZapsError {
  return new VZapsError('INVALID_OPTION', describeWrongOption(owner, path, value, expected, solution));
}

function describeWrongOption(owner: string, path: string, value: unknown, expected: string, solution?: string): string {
  const got = value === undefined ? 'is missing' : `is ${kindOf(value)}`;
  return `${owner}(): the option \`${path}\` ${got}. It must be ${expected}.${solution ? ` ${solution}` : ''}`;
}

function describeUnknownOption(owner: string, prefix: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const solution = nearest ? `Did you mean \`${prefix}${nearest}\`?` : `Known options: ${known.join(', ')}.`;
  return `${owner}(): the option \`${prefix}${name}\` does not exist. ${solution}`;
}

/**
 * The kind of a value, for messages: `a string`, `NaN`, `an array`, `0`. Never its content, unless it is a number.
 *
 * @internal
 */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (value === '') return 'an empty string';
  const type = typeof value;
  if (value === null || type === 'undefined' || type === 'number' || type === 'boolean') return String(value);
  return type === 'object' ? 'an object' : `a ${type}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
