import { type OptionRule, oneOrMoreOption } from '../../shared/check-options.ts';
import { equalText } from '../../shared/equal-text.ts';
import { encodeUtf8 } from './verifier.ts';

/** A secret, or a list of secrets of which the first signs and all are accepted. */
export type SecretOption = string | readonly string[];

export function listSecrets(secret: SecretOption): readonly string[] {
  return typeof secret === 'string' ? [secret] : [...secret];
}

/**
 * The lowest index of a text that equals one of `received`, or -1. Every one is compared, so that the duration does not
 * reveal which one matched.
 */
export function findMatch(expected: readonly string[], ...received: readonly string[]): number {
  let matched = -1;
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    for (const each of received) if (equalText(expected[i] as string, each)) matched = i;
  }
  return matched;
}

/** The rule for an option that is a secret of at least `minBytes` bytes, or a list of such secrets that is not empty. */
export function secretOption(minBytes: number): OptionRule {
  const isSecret = (value: unknown): boolean => typeof value === 'string' && encodeUtf8(value).length >= minBytes;
  return oneOrMoreOption(
    `a secret of at least ${minBytes} bytes, or a list of such secrets. ` +
      `Make one with: node -p "crypto.randomBytes(32).toString('hex')"`,
    isSecret,
  );
}
