import 'reflect-metadata';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createReceiver, createUrlSigner, type Verifier } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import { vzapsWebhook as honoWebhook } from '@vzaps/hono';
import { OnVZapsEvent, VZapsModule } from '@vzaps/nestjs';
import express from 'express';
import { Hono } from 'hono';

export const PATH = '/webhooks/vzaps';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const ORIGIN = 'https://x.example';

/** Path and query of the signed URL. */
export const TARGET = signer.sign(ORIGIN + PATH, { instanceId: 'VZ9K2M4N8P1Q3R5S7T0W' }).slice(ORIGIN.length);

const verify: Verifier = signer.verify;
const createBot = () => createReceiver({ verify, onOutcome: [] }).on('Message', () => {});

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function answerJson(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { instance_id } = JSON.parse(Buffer.concat(chunks).toString()) as { instance_id: string };
    const body = Buffer.from(JSON.stringify({ instance_id }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
}

@Controller()
class JsonController {
  @Post(PATH)
  @HttpCode(200)
  answer(@Body() { instance_id }: { instance_id: string }) {
    return { instance_id };
  }
}

@Module({ controllers: [JsonController] })
class JsonModule {}

class Bot {
  @OnVZapsEvent('Message')
  answer() {}
}

@Module({ imports: [VZapsModule.forRoot({ verify, onOutcome: [] })], providers: [Bot] })
class BotModule {}

async function listenWithNest(module: object): Promise<number> {
  const app = await NestFactory.create<NestFastifyApplication>(module as never, new FastifyAdapter() as never, {
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  return Number(new URL(await app.getUrl()).port);
}

/** A framework's own JSON route, which parses the body and answers with JSON, beside the same route with our adapter. */
export interface Framework {
  name: string;
  /** Starts the server on a free port of the loopback interface, and returns the port. */
  bare(): Promise<number>;
  ours(): Promise<number>;
}

export const frameworks: readonly Framework[] = [
  {
    name: 'node:http',
    bare: () => listen(answerJson),
    ours() {
      const webhook = vzapsWebhook(createBot());
      return listen((request, response) => webhook(request, response, (error) => response.destroy(error as Error)));
    },
  },
  {
    name: 'Express 5',
    bare: () =>
      listen(
        express().post(PATH, express.json(), ({ body: { instance_id } }, response) => {
          response.json({ instance_id });
        }),
      ),
    ours: () => listen(express().post(PATH, vzapsWebhook(createBot()))),
  },
  {
    name: 'Hono',
    bare() {
      const app = new Hono().post(PATH, async (c) => {
        const { instance_id } = await c.req.json<{ instance_id: string }>();
        return c.json({ instance_id });
      });
      return listen(getRequestListener(app.fetch));
    },
    ours: () => listen(getRequestListener(new Hono().post(PATH, honoWebhook(createBot())).fetch)),
  },
  {
    name: 'Nest 11 on Fastify',
    bare: () => listenWithNest(JsonModule),
    ours: () => listenWithNest(BotModule),
  },
];

/** @param name `<framework> bare` or `<framework> ours`. */
export function startServer(name: string): Promise<number> {
  const framework = frameworks.find((each) => name.startsWith(each.name));
  if (!framework) throw new Error(`There is no server '${name}'.`);
  return name.endsWith('bare') ? framework.bare() : framework.ours();
}
