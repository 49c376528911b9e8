import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isVZapsContext } from '@vzaps/nestjs';

export const Public = () => SetMetadata('isPublic', true);

@Injectable()
export class AuthGuard implements CanActivate {
  @Inject(Reflector) private readonly reflector!: Reflector;

  // #region guard
  canActivate(context: ExecutionContext): boolean {
    if (isVZapsContext(context)) return true; // The delivery of this event was verified.
    if (this.reflector.getAllAndOverride('isPublic', [context.getHandler(), context.getClass()])) return true;
    return context.switchToHttp().getRequest().headers.authorization === 'Bearer token';
  }
  // #endregion
}
