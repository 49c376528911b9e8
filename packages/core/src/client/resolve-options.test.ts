import { expect, it } from 'vitest';
import { VZapsClient, type VZapsClientOptions, VZapsValidationError } from './index.ts';

const create = (options: object) => () => new VZapsClient({ clientToken: 'token', ...options } as VZapsClientOptions);
const invalid = (path: string[], message: string) =>
  expect.objectContaining({
    name: 'VZapsValidationError',
    code: 'INVALID_OPTION',
    path,
    message: expect.stringContaining(message),
    issues: [{ path, message: expect.stringContaining(message) }],
  });

it.each([
  [{ clientToken: undefined }, ['clientToken'], 'the option `clientToken` is missing. It must be a token'],
  [{ clientToken: '' }, ['clientToken'], 'the option `clientToken` is an empty string.'],
  [{ clientToken: 'a b' }, ['clientToken'], 'the option `clientToken` is a string.'],
  [{ clientSecret: '' }, ['clientSecret'], 'is an empty string.'],
  [{ clientSecret: 'a\n' }, ['clientSecret'], 'without spaces or line breaks'],
  [{ instanceToken: 7 }, ['instanceToken'], 'the option `instanceToken` is 7.'],
  [{ baseUrl: 'api.vzaps.com' }, ['baseUrl'], 'must be an http or https URL'],
  [{ baseUrl: 'https://api.vzaps.com/?x=1' }, ['baseUrl'], 'without credentials, query and fragment'],
  [{ timeoutMs: 0 }, ['timeoutMs'], 'is 0. It must be a number from 1 to 2147483647 (milliseconds).'],
  [{ timeoutMs: 1e12 }, ['timeoutMs'], 'is 1000000000000.'],
  [{ timeoutMs: '30s' }, ['timeoutMs'], 'is a string.'],
  [{ timeoutMs: Number.NaN }, ['timeoutMs'], 'is NaN.'],
  [{ maxResponseBytes: 0 }, ['maxResponseBytes'], 'is 0. It must be a number of at least 1 (bytes).'],
  [{ maxResponseBytes: '50mb' }, ['maxResponseBytes'], 'is a string.'],
  [{ tokenSkewMs: -1 }, ['tokenSkewMs'], 'is -1.'],
  [{ connections: 0 }, ['connections'], 'is 0. It must be a whole number of at least 1 (sockets).'],
  [{ userAgent: 'a\nb' }, ['userAgent'], 'must be a string of printable ASCII characters'],
  [{ fetch: 'x' }, ['fetch'], 'is a string. It must be a function.'],
  [{ onRequest: {} }, ['onRequest'], 'is an object. It must be a function.'],
  [{ onResponse: null }, ['onResponse'], 'is null. It must be a function.'],
  [{ dispatcher: {} }, ['dispatcher'], 'must be a dispatcher of undici'],
  [{ retry: 3 }, ['retry'], 'the option `retry` is 3. It must be an object.'],
  [{ retry: { attempts: 0 } }, ['retry', 'attempts'], 'the option `retry.attempts` is 0.'],
  [{ retry: { maxRetryAfterMs: 1e12 } }, ['retry', 'maxRetryAfterMs'], 'the option `retry.maxRetryAfterMs` is'],
])('new VZapsClient() refuses %j and names the option and the kind of its value', (wrong, path, message) => {
  expect(create(wrong)).toThrow(invalid(path, message));
});

it.each([
  [{ timeoutMS: 5 }, ['timeoutMS'], 'the option `timeoutMS` does not exist. Did you mean `timeoutMs`?'],
  [{ clientSecrets: 'x' }, ['clientSecrets'], 'Did you mean `clientSecret`?'],
  [{ retry: { attempt: 5 } }, ['retry', 'attempt'], '`retry.attempt` does not exist. Did you mean `retry.attempts`?'],
  [{ xyzzy: 1 }, ['xyzzy'], 'the option `xyzzy` does not exist. Known options: clientToken, clientSecret,'],
])('new VZapsClient() refuses the unknown option in %j and names the nearest right name', (wrong, path, message) => {
  expect(create(wrong)).toThrow(invalid(path, message));
});

it('new VZapsClient() reports all wrong options in one error', () => {
  expect(create({ timeoutMs: 0, connections: 0 })).toThrow(
    expect.objectContaining({
      issues: [{ path: ['timeoutMs'] }, { path: ['connections'] }].map((issue) => expect.objectContaining(issue)),
    }),
  );
});

it.each([[undefined], [null], ['token'], [7]])(
  'new VZapsClient(%j) throws INVALID_OPTION for the missing options object',
  (options) => {
    expect(() => new VZapsClient(options as never)).toThrow(VZapsValidationError);
    expect(() => new VZapsClient(options as never)).toThrow('the option `options` is');
  },
);

it('new VZapsClient() ignores an option whose value is undefined', () => {
  expect(create({ clientSecret: undefined, retry: undefined, timeoutms: undefined })).not.toThrow();
});

it('new VZapsClient() treats an empty instance token as none', () => {
  expect(create({ instanceToken: '' })).not.toThrow();
});
