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
 * Lets in who knows the API key. Where there is none, only who asks by this machine's own names: any site may have a
 * name that leads here. The webhook has its signature.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers, hostname = '' } = context.switchToHttp().getRequest<Request>();
    const { apiKey } = settings;
    if (!apiKey) {
      if (isLoopback(hostname)) return true;
      throw new ForbiddenException('Without an API_KEY, only localhost is answered.');
    }
    if (timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${apiKey}`))) return true;
    throw new UnauthorizedException('Send the API_KEY: Authorization: Bearer …');
  }
}
