import 'reflect-metadata';
import {
  ConsoleLogger,
  type INestApplication,
  Module,
  type ModuleMetadata,
  type NestApplicationOptions,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type DeliverResult, deliver, samplePayload } from '@vzaps/testing';
import { onTestFinished } from 'vitest';

/** The major of Nest with which these tests run: `Nest 10` in the project nest10, `Nest 12` in the project main. */
export const NEST = `Nest ${process.env.NEST?.slice('nest'.length) ?? 12}`;

export const PLATFORMS = {
  Express: () => new ExpressAdapter(),
  Fastify: () => new FastifyAdapter(),
};
export type Platform = keyof typeof PLATFORMS;
export const platforms = Object.keys(PLATFORMS) as Platform[];

export interface Setup extends NestApplicationOptions {
  /** Runs between create() and listen(), as in main.ts. */
  before?: (app: INestApplication) => unknown;
}

export interface Started {
  app: INestApplication;
  /** `http://127.0.0.1:…` */
  origin: string;
  /** Delivers a message to the webhook, by default at `/webhooks/vzaps`. */
  deliverText(text: string, path?: string): Promise<DeliverResult>;
}

/** A module with this metadata. */
export function moduleOf(metadata: ModuleMetadata): Type {
  @Module(metadata)
  class AppModule {}
  return AppModule;
}

/**
 * Creates an application as main.ts does, without starting it. It is closed at the end of the test. The files of a worker
 * share this module, so an `afterEach` here would only run in the first of them.
 */
export async function create(
  platform: Platform,
  metadata: ModuleMetadata,
  setup: Setup = {},
): Promise<INestApplication> {
  const { before, ...options } = setup;
  const quiet = { logger: false, abortOnError: false, forceCloseConnections: true } as const;
  const app = await NestFactory.create(moduleOf(metadata), PLATFORMS[platform](), { ...quiet, ...options });
  onTestFinished(() => app.close());
  await before?.(app);
  return app;
}

/** Starts an application on a free port of the loopback interface. */
export async function start(platform: Platform, metadata: ModuleMetadata, setup: Setup = {}): Promise<Started> {
  const app = await create(platform, metadata, setup);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  return {
    app,
    origin,
    deliverText: (text, path = '/webhooks/vzaps') => deliver(origin + path, samplePayload('Message', { text })),
  };
}

/** A logger that collects what VZapsModule logs, as `warn: message` and `error: message`. */
export function collectLog(): { lines: string[]; logger: ConsoleLogger } {
  const lines: string[] = [];
  const add = (level: string, message: unknown, context: unknown) => {
    if (String(context).startsWith('VZapsModule')) lines.push(`${level}: ${message}`);
  };
  const logger = new (class extends ConsoleLogger {
    override warn(message: unknown, ...rest: unknown[]) {
      add('warn', message, rest.at(-1));
    }
    override error(message: unknown, ...rest: unknown[]) {
      add('error', message, rest.at(-1));
    }
  })();
  logger.setLogLevels(['warn', 'error']);
  return { lines, logger };
}

/** A promise with the function that resolves it. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
