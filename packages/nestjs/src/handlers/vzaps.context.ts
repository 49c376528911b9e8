import type { ArgumentsHost } from '@nestjs/common';

/** The context type of handlers, beside Nest's `http`, `ws` and `rpc`. */
export const VZAPS_CONTEXT = 'vzaps';

/**
 * Whether a guard, an interceptor, a pipe or a filter runs for a handler of an event, not for an HTTP route. If it
 * does, `host.getArgs()` is `[event, ctx]`, and there is no HTTP request.
 *
 * @example
 * import type { ExecutionContext } from '@nestjs/common';
 * import { isVZapsContext } from '@vzaps/nestjs';
 *
 * export class AuthGuard {
 *   canActivate(context: ExecutionContext): boolean {
 *     if (isVZapsContext(context)) return true;
 *     return context.switchToHttp().getRequest().headers.authorization === 'Bearer …';
 *   }
 * }
 */
export const isVZapsContext = (host: ArgumentsHost): boolean => host.getType<string>() === VZAPS_CONTEXT;
