import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { startServer } from '../test/server.ts';

/** An error of another realm, as in Jest: it is no instance of this realm's `Error`. */
const foreign = (code: string): Error => runInNewContext(code) as Error;

it.each([
  ['an Error', `Object.assign(new TypeError('fetch failed'), { code: 'E1' })`, { name: 'TypeError', code: 'E1' }],
  [
    'an Error with a cause',
    `new Error('fetch failed', { cause: new Error('inner') })`,
    { cause: { message: 'inner' } },
  ],
  ['an AggregateError', `new AggregateError([new Error('first')], 'fetch failed')`, { errors: [{ message: 'first' }] }],
])('a connection error keeps %s of another realm as its cause', async (_kind, code, fields) => {
  const server = await startServer(() => {});
  const thrown = foreign(code);
  expect(thrown).not.toBeInstanceOf(Error);
  const vzaps = server.client({ retry: { attempts: 1 }, fetch: () => Promise.reject(thrown) });
  const error = await vzaps.webhooks.get('VZ1').catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'CONNECTION_FAILED', cause: { message: 'fetch failed', ...fields } });
  expect((error as Error).cause).toBeInstanceOf(Error);
});

it('a send call is repeated after a failed connect, although the error is of another realm', async () => {
  const connectError = foreign(`Object.assign(new Error('connect'), { syscall: 'connect', code: 'ECONNREFUSED' })`);
  let requests = 0;
  const request = async () => {
    requests += 1;
    throw requests === 1 ? connectError : new Error('other');
  };
  const server = await startServer(() => {});
  const vzaps = server.client({ dispatcher: { request }, clientSecret: undefined, instanceToken: 'token' });
  const call = vzaps.messages.sendText({ instanceId: 'VZ1', phone: '5511999999999', message: 'x' });
  await expect(call).rejects.toMatchObject({ code: 'CONNECTION_FAILED', attempts: 2 });
});
