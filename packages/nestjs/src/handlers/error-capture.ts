import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { defaultIfEmpty, tap } from 'rxjs';

interface Testimony {
  thrown?: { error: unknown };
}

const calls = new AsyncLocalStorage<Testimony>();

/** The innermost interceptor, which sees what the handler and its pipes throw before another one can swallow it. */
const witness: NestInterceptor = {
  intercept(_context: ExecutionContext, next: CallHandler) {
    const testimony = calls.getStore();
    if (!testimony) return next.handle();
    return next.handle().pipe(
      // A handler may return an Observable of nothing: it has finished all the same.
      defaultIfEmpty(undefined),
      tap({
        // What is tried again and works, such as with rxjs' `retry`, has not failed.
        next: () => {
          delete testimony.thrown;
        },
        error: (error: unknown) => {
          testimony.thrown = { error };
        },
      }),
    );
  },
};

/** Puts the witness into a handler's interceptors. */
export function watch(method: object): void {
  const others: readonly unknown[] = Reflect.getMetadata(INTERCEPTORS_METADATA, method) ?? [];
  if (!others.includes(witness)) Reflect.defineMetadata(INTERCEPTORS_METADATA, [...others, witness], method);
}

/** Throws what a watched handler has thrown at last, whatever its interceptors made of it. */
export async function testify<T>(call: () => Promise<T>): Promise<T> {
  const testimony: Testimony = {};
  const result = await calls.run(testimony, call);
  if (testimony.thrown) throw testimony.thrown.error;
  return result;
}
