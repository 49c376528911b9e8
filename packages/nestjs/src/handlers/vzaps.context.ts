import type { ArgumentsHost } from '@nestjs/common';

/** The context type in which handlers run. */
export const VZAPS_CONTEXT = 'vzaps';

/**
 * Whether a guard, an interceptor, a pipe or a filter runs for a handler of an event, not for an HTTP route. Then
 * `host.getArgs()` is `[event, ctx]`, and there is no HTTP request.
 */
export const isVZapsContext = (host: ArgumentsHost): boolean => host.getType<string>() === VZAPS_CONTEXT;
