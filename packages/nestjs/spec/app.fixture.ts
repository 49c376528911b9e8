import 'reflect-metadata';
import {
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
import { afterEach } from 'vitest';

/** The Nest that runs, such as `Nest 12`: that of the package `nest12`. */
export const NEST = `Nest ${process.env.NEST?.slice('nest'.length)}`;

export const PLATFORMS = {
  Express: () => new ExpressAdapter(),
  Fastify: () => new FastifyAdapter(),
};
export type Platform = keyof typeof PLATFORMS;
export const platforms = Object.keys(PLATFORMS) as Platform[];

export interface Setup extends NestApplicationOptions {
  /** What main.ts does between create() and listen(). */
  before?: (app: INestApplication) => unknown;
}

export interface Started {
  app: INestApplication;
  /** `http://127.0.0.1:…` */
  origin: string;
  /** Delivers a message to the webhook. */
  deliverText(text: string, path?: string): Promise<DeliverResult>;
}

const running: INestApplication[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});

/** A module without a file of its own. */
export function moduleOf(metadata: ModuleMetadata): Type {
  @Module(metadata)
  class AppModule {}
  return AppModule;
}

/** An application as main.ts makes it, not started. */
export async function create(
  platform: Platform,
  metadata: ModuleMetadata,
  setup: Setup = {},
): Promise<INestApplication> {
  const { before, ...options } = setup;
  const quiet = { logger: false, abortOnError: false, forceCloseConnections: true } as const;
  const app = await NestFactory.create(moduleOf(metadata), PLATFORMS[platform](), { ...quiet, ...options });
  running.push(app);
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

/** A promise that is settled from outside. */
export function deferred<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
