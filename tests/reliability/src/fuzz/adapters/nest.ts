import 'reflect-metadata';
import type { Server } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Receiver } from '@vzaps/core/webhooks';
import { getVZapsReceiverToken, VZapsModule } from '@vzaps/nestjs';
import { FUZZ_OPTIONS, handleFuzz } from '../fuzz-receiver.ts';

async function serve(adapter: ExpressAdapter | FastifyAdapter): Promise<Server> {
  class Application {}
  Module({ imports: [VZapsModule.forRoot(FUZZ_OPTIONS)] })(Application);
  const app = await NestFactory.create(Application, adapter, { logger: false });
  app.get<Receiver>(getVZapsReceiverToken()).on('Message', handleFuzz);
  await app.init();
  if (adapter instanceof FastifyAdapter) await adapter.getInstance().ready();
  return app.getHttpServer();
}

export const nestExpressServer = (): Promise<Server> => serve(new ExpressAdapter());
export const nestFastifyServer = (): Promise<Server> => serve(new FastifyAdapter());
