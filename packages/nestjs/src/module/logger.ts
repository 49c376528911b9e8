import { Logger } from '@nestjs/common';

/** The logger of one registration. */
export const createLogger = (name: string | undefined): Logger =>
  new Logger(name === undefined ? 'VZapsModule' : `VZapsModule ${name}`);
