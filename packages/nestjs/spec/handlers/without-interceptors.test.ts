import { AsyncLocalStorage } from 'node:async_hooks';
import { type CallHandler, type ExecutionContext, Injectable, UseInterceptors } from '@nestjs/common';
import { EMPTY, of, throwError } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

afterEach(() => vi.restoreAllMocks());

const pass = { intercept: (_: ExecutionContext, next: CallHandler) => next.handle() };
const metadataOf = (method: object): unknown => Reflect.getMetadata('__interceptors__', method);

describe.each(platforms)('A handler on %s', (platform) => {
  const startWith = (Bot: new () => object) =>
    start(platform, { imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification() })], providers: [Bot] });

  it('runs without any interceptor and without AsyncLocalStorage if the application has no interceptor', async () => {
    let stack = '';
    @Injectable()
    class Bot {
      @OnVZapsEvent('Message')
      answer() {
        stack = new Error().stack ?? '';
      }
    }
    const { deliverText } = await startWith(Bot);
    const run = vi.spyOn(AsyncLocalStorage.prototype, 'run');
    expect((await deliverText('a')).outcome).toBe('handled');
    expect(run).not.toHaveBeenCalled();
    expect(metadataOf(Bot.prototype.answer)).toBeUndefined();
    expect(stack).not.toContain('/node_modules/rxjs/');
  });

  it('runs without AsyncLocalStorage behind an interceptor, and its metadata stays unchanged', async () => {
    @Injectable()
    class Bot {
      @OnVZapsEvent('Message')
      @UseInterceptors(pass)
      answer() {
        throw new Error('no database');
      }
    }
    const { deliverText } = await startWith(Bot);
    const run = vi.spyOn(AsyncLocalStorage.prototype, 'run');
    expect((await deliverText('a')).outcome).toBe('failed');
    expect(run).not.toHaveBeenCalled();
    expect(metadataOf(Bot.prototype.answer)).toEqual([pass]);
  });

  it.each([
    ['is handled if its Observable is empty', () => EMPTY, 'handled'],
    ['is handled if its Observable has a value', () => of(1), 'handled'],
    ['fails if its Observable fails', () => throwError(() => new Error('no database')), 'failed'],
  ])('%s and no interceptor runs', async (_, answer, outcome) => {
    @Injectable()
    class Bot {
      @OnVZapsEvent('Message')
      answer() {
        return answer();
      }
    }
    const { deliverText } = await startWith(Bot);
    expect((await deliverText('a')).outcome).toBe(outcome);
  });
});
