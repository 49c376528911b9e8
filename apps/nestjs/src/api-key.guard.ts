import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import { settings } from './settings.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Where there is an API key: lets in who knows it. The webhook has its signature. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!settings.apiKey) return true;
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    if (timingSafeEqual(digest(authorization), digest(`Bearer ${settings.apiKey}`))) return true;
    throw new UnauthorizedException('Send the API_KEY: Authorization: Bearer …');
  }
}
