import {
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  type PipeTransform,
} from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { isVZapsContext } from '../../src/index.ts';

/** The enhancers and handlers that ran, in order. */
export const log: unknown[] = [];

@Injectable()
export class Refuse implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Injectable()
export class Log implements CanActivate, NestInterceptor, PipeTransform {
  canActivate(context: ExecutionContext): boolean {
    log.push(['guard', context.getType(), context.getClass().name, context.getHandler().name]);
    return true;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const milliseconds = performance.now();
    return next
      .handle()
      .pipe(tap(() => log.push(['interceptor', context.getArgs().length, performance.now() >= milliseconds])));
  }

  transform<T>(value: T): T {
    log.push(['pipe', (value as { type?: string }).type]);
    return value;
  }
}

/** Notes whether it ran for a handler or for an HTTP route. */
@Injectable()
export class VZapsOnly implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    log.push(isVZapsContext(context) ? 'vzaps' : 'http');
    return next.handle();
  }
}

@Injectable()
export class Broken implements PipeTransform {
  transform(): never {
    throw new Error('no such value');
  }
}

/** Catches every error and returns a value, as filters of applications do. */
@Catch()
export class HideErrors implements ExceptionFilter {
  async catch(error: Error, host: ArgumentsHost): Promise<string> {
    log.push(['filter', error.message, host.getType(), host.getArgs().length]);
    await new Promise(setImmediate);
    return 'ok';
  }
}
