import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, ServiceUnavailableException } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import type { Response } from 'express';

/** Drizzle's message quotes what was to be stored, phones and all: it goes into no log. */
@Catch(DrizzleQueryError)
export class DatabaseErrorFilter implements ExceptionFilter<DrizzleQueryError> {
  readonly #logger = new Logger('Database');

  catch({ cause }: DrizzleQueryError, host: ArgumentsHost): void {
    this.#logger.error(cause?.message);
    const error = new ServiceUnavailableException('The database does not answer.');
    host.switchToHttp().getResponse<Response>().status(error.getStatus()).json(error.getResponse());
  }
}
