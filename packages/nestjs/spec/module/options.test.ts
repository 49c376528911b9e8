import { expect, it } from 'vitest';
import { unsafeSkipVerification, VZapsModule } from '../../src/index.ts';

const verify = unsafeSkipVerification();
const useFactory = () => ({ verify });
const invalid = (message: string) =>
  expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) });

it.each(['a b', 'a/b', ':a', '..', 'ação'])('forRoot() refuses the name %j, because it is part of the path', (name) => {
  expect(() => VZapsModule.forRoot({ name, verify })).toThrow(invalid('`name`'));
  expect(() => VZapsModule.forRootAsync({ name, useFactory })).toThrow(invalid('`name`'));
});

it('forRoot() accepts any name with a path of its own, but no empty name', () => {
  for (const path of ['hook', false] as const) {
    expect(() => VZapsModule.forRoot({ name: 'ação 1/2', path, verify })).not.toThrow();
    expect(() => VZapsModule.forRoot({ name: '', path, verify })).toThrow(invalid('`name` is an empty string'));
  }
});

it.each(['a', 'sales-2', 'v1.2', '5511_a', 'Sales'])('forRoot() accepts the name %j', (name) => {
  expect(() => VZapsModule.forRoot({ name, verify })).not.toThrow();
});

it.each([
  ['name', 5],
  ['path', true],
  ['path', 5],
  ['isGlobal', 'yes'],
  ['decorators', () => {}],
  ['decorators', [{}]],
])('forRoot() and forRootAsync() refuse a wrong value of the option %s: %o', (option, value) => {
  expect(() => VZapsModule.forRoot({ verify, [option]: value })).toThrow(
    invalid(`forRoot(): the option \`${option}\``),
  );
  expect(() => VZapsModule.forRootAsync({ useFactory, [option]: value })).toThrow(
    invalid(`forRootAsync(): the option \`${option}\``),
  );
});

it('forRoot() and forRootAsync() refuse anything but an object', () => {
  expect(() => VZapsModule.forRoot(undefined as never)).toThrow(invalid('options'));
  expect(() => VZapsModule.forRootAsync(undefined as never)).toThrow(invalid('options'));
});

it('forRootAsync() refuses an unknown option and names the nearest one', () => {
  expect(() => VZapsModule.forRootAsync({ useFactroy: useFactory } as never)).toThrow(
    invalid('`useFactroy` does not exist. Did you mean `useFactory`?'),
  );
});

it('forRootAsync() refuses an option of the receiver that is given beside useFactory', () => {
  expect(() => VZapsModule.forRootAsync({ useFactory, verify } as never)).toThrow(invalid('`verify` does not exist'));
});

it('forRootAsync() refuses options without useFactory, useClass and useExisting', () => {
  expect(() => VZapsModule.forRootAsync({ name: 'sales' })).toThrow(invalid('`useFactory` is missing'));
});
