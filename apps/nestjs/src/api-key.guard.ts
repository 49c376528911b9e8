import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import { settings } from './settings.ts';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Allows requests with the API key. The webhook has a signed URL instead. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    if (timingSafeEqual(hash(authorization), hash(`Bearer ${settings.apiKey}`))) return true;
    throw new UnauthorizedException('Send the API key: Authorization: Bearer …');
  }
}
