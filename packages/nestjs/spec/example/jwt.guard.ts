import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** Knows only HTTP, as most guards do. */
@Injectable()
export class JwtGuard implements CanActivate {
  @Inject(Reflector) private readonly reflector!: Reflector;

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride('isPublic', [context.getHandler(), context.getClass()])) return true;
    return context.switchToHttp().getRequest().headers.authorization === 'Bearer token';
  }
}
