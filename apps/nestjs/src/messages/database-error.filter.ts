import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, ServiceUnavailableException } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import type { Response } from 'express';

/** Drizzle's message contains the values of the query, such as phone numbers, so only its cause is logged. */
@Catch(DrizzleQueryError)
export class DatabaseErrorFilter implements ExceptionFilter<DrizzleQueryError> {
  readonly #logger = new Logger('Database');

  catch({ cause }: DrizzleQueryError, host: ArgumentsHost): void {
    this.#logger.error(cause?.message);
    const error = new ServiceUnavailableException('The database does not respond.');
    host.switchToHttp().getResponse<Response>().status(error.getStatus()).json(error.getResponse());
  }
}
