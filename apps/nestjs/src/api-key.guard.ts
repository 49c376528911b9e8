import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import type { Request } from 'express';
import { isLoopback, settings } from './settings.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Allows requests with the API key. Without an API key it allows only requests to this machine's own host names,
 * because any website can point a host name to this machine. The webhook's URL has a signature instead.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers, hostname = '' } = context.switchToHttp().getRequest<Request>();
    const { apiKey } = settings;
    if (!apiKey) {
      if (isLoopback(hostname)) return true;
      throw new ForbiddenException('Without an API_KEY, only requests to localhost are allowed.');
    }
    if (timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${apiKey}`))) return true;
    throw new UnauthorizedException('Send the API_KEY: Authorization: Bearer …');
  }
}
