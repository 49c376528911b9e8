import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { settings } from '../settings.ts';
import { DATABASE, type OpenDatabase } from './database.ts';
import { openDatabase } from './open-database.ts';

@Module({
  providers: [{ provide: DATABASE, useFactory: () => openDatabase(settings.database) }],
  exports: [DATABASE],
})
export class DatabaseModule implements OnApplicationShutdown {
  readonly #database: OpenDatabase;

  constructor(@Inject(DATABASE) database: OpenDatabase) {
    this.#database = database;
  }

  /** The last hook of a shutdown: no request and no handler is running any more. */
  onApplicationShutdown(): Promise<void> {
    return this.#database.close();
  }
}
