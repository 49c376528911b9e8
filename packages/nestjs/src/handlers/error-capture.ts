import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { defaultIfEmpty, tap } from 'rxjs';

interface Capture {
  failure?: { error: unknown };
}

type Call<T> = (event: unknown, ctx: object) => Promise<T>;

/**
 * Makes a call fail if its handler failed, even if an interceptor of the application caught the error.
 *
 * An innermost interceptor sees what the handler and its pipes throw. It forgets the error if a later attempt works,
 * so that an interceptor may retry.
 *
 * @param create Creates the call. Nest reads the method's interceptors meanwhile.
 */
export function createCallWithErrorCapture<T>(method: object, create: () => Call<T>): Call<T> {
  // Each call of a handler has its own `ctx`.
  const captures = new WeakMap<object, Capture>();
  const call = withInnermostInterceptor(method, createInterceptor(captures), create);
  return async (event, ctx) => {
    const capture: Capture = {};
    captures.set(ctx, capture);
    const result = await call(event, ctx);
    if (capture.failure) throw capture.failure.error;
    return result;
  };
}

function createInterceptor(captures: WeakMap<object, Capture>): NestInterceptor {
  return {
    intercept(context: ExecutionContext, next: CallHandler) {
      const capture = captures.get(context.getArgByIndex<object>(1));
      if (!capture) return next.handle();
      return next.handle().pipe(
        // A handler that returns an empty Observable has finished, too.
        defaultIfEmpty(undefined),
        tap({
          next: () => {
            delete capture.failure;
          },
          error: (error: unknown) => {
            capture.failure = { error };
          },
        }),
      );
    },
  };
}

/** Adds the interceptor for the time of `create` only: other applications of this process share the method. */
function withInnermostInterceptor<T>(method: object, interceptor: NestInterceptor, create: () => T): T {
  const own: unknown = Reflect.getOwnMetadata(INTERCEPTORS_METADATA, method);
  const others: readonly unknown[] = Reflect.getMetadata(INTERCEPTORS_METADATA, method) ?? [];
  Reflect.defineMetadata(INTERCEPTORS_METADATA, [...others, interceptor], method);
  try {
    return create();
  } finally {
    if (own === undefined) Reflect.deleteMetadata(INTERCEPTORS_METADATA, method);
    else Reflect.defineMetadata(INTERCEPTORS_METADATA, own, method);
  }
}
