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

  /** Last of all: by now no request and no handler is running. */
  onApplicationShutdown(): Promise<void> {
    return this.#database.close();
  }
}
