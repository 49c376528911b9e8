import { VZapsError } from '../../errors.ts';
import {
  checkOptions,
  durationOption,
  flagOption,
  kindOf,
  type OptionRules,
  objectOption,
  stringOption,
} from '../../shared/check-options.ts';

/**
 * Checks the argument of `receive` and `verify`. TypeScript finds these mistakes, plain JavaScript does not.
 *
 * @throws VZapsError `INVALID_REQUEST`.
 */
export function checkDelivery(method: 'receive' | 'verify', delivery: unknown): void {
  const { method: httpMethod, target, headers } = (delivery ?? {}) as Record<string, unknown>;
  if (typeof httpMethod === 'string' && typeof target === 'string' && typeof headers === 'object' && headers) return;
  throw new VZapsError(
    'INVALID_REQUEST',
    `receiver.${method}(): the delivery is ${describe(delivery)}. Pass { method, target, headers, body }, or use an adapter ` +
      'such as receiver.fetch.',
  );
}

/** @throws VZapsError `INVALID_REQUEST`. */
export function checkEvent(event: unknown): void {
  if (typeof (event as { type?: unknown } | null | undefined)?.type === 'string') return;
  throw new VZapsError(
    'INVALID_REQUEST',
    `receiver.dispatch(): the event is ${describe(event)}. Pass the result of parseEvent().`,
  );
}

const ORIGIN_RULES: OptionRules = {
  instanceId: stringOption,
  signal: objectOption('an AbortSignal', 'addEventListener', 'removeEventListener'),
  skipPartialWait: flagOption,
  leaseMs: durationOption,
  enqueue: flagOption,
  force: flagOption,
};

/**
 * Checks the second argument of `dispatch`.
 *
 * @throws VZapsError `INVALID_OPTION`.
 */
export function checkOrigin(origin: unknown): void {
  if (origin !== undefined && origin !== null) checkOptions('receiver.dispatch', origin, ORIGIN_RULES);
}

const describe = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'an object without the needed fields' : kindOf(value);
