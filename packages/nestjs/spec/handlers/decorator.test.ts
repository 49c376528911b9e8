import { expect, it } from 'vitest';
import { OnVZapsEvent } from '../../src/index.ts';

type Decorate = (target: object, key: unknown, descriptor?: PropertyDescriptor) => void;

it.each([
  ['a static method', (decorate: Decorate) => decorate(class {}, 'handle', { value() {} })],
  ['a property', (decorate: Decorate) => decorate({}, 'handle')],
  ['an accessor', (decorate: Decorate) => decorate({}, 'handle', { get: () => () => {} })],
  ['a method whose name is a symbol', (decorate: Decorate) => decorate({}, Symbol('handle'), { value() {} })],
  ['a method with ECMAScript decorators', (decorate: Decorate) => decorate(() => {}, { kind: 'method' })],
])('@OnVZapsEvent() throws INVALID_OPTION at %s', (_, decorateWith) => {
  expect(() => decorateWith(OnVZapsEvent('Message') as unknown as Decorate)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION' }),
  );
});
