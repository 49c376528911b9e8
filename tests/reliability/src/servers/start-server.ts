import 'reflect-metadata';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createReceiver, type EventHandler, type Receiver, type ReceiverOptions } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import { vzapsWebhook as honoWebhook } from '@vzaps/hono';
import { getVZapsReceiverToken, VZapsModule } from '@vzaps/nestjs';
import express from 'express';
import { Hono } from 'hono';
import { PATH, type ServerConfig } from './server-config.ts';

type Start = (options: ReceiverOptions, handler: EventHandler<'Message'>, port: number) => Promise<number>;

/** Starts a server, with the shutdown lines of the adapter's README. Resolves with its port. */
export const START: Record<ServerConfig['server'], Start> = {
  async Express(options, handler, port) {
    const receiver = createReceiver(options).on('Message', handler);
    const app = express().post(PATH, vzapsWebhook(receiver));
    return untilSigterm(app.listen(port, '127.0.0.1'), receiver);
  },
  async 'Hono on node-server'(options, handler, port) {
    const receiver = createReceiver(options).on('Message', handler);
    const app = new Hono().post(PATH, honoWebhook(receiver));
    return untilSigterm(serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }) as Server, receiver);
  },
  async 'NestJS on Fastify'(options, handler, port) {
    class Application {}
    Module({ imports: [VZapsModule.forRoot(options)] })(Application);
    const app = await NestFactory.create(Application, new FastifyAdapter(), { logger: false, rawBody: true });
    app.get<Receiver>(getVZapsReceiverToken()).on('Message', handler);
    app.enableShutdownHooks();
    await app.listen(port, '127.0.0.1');
    return (app.getHttpServer().address() as AddressInfo).port;
  },
};

async function untilSigterm(server: Server, receiver: Receiver): Promise<number> {
  process.once('SIGTERM', async () => {
    server.close();
    await receiver.close();
    server.closeIdleConnections();
  });
  if (!server.listening) await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
