import 'reflect-metadata';
import { createServer as createHttpServer, request, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { INestApplication } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express from 'express';
// @ts-expect-error: the alias has no types. Both versions have the functions that are used here.
import untypedExpress4 from 'express4';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventPage } from '../api/contract.ts';
import type { Inspector } from '../index.ts';
import { openPage, startInspector } from '../test/browser.fixture.ts';

type Start = (inspector: Inspector) => Promise<Server>;

const express4 = untypedExpress4 as typeof express;

class AppModule {}
Module({})(AppModule);

const listen = (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

async function startNest(app: INestApplication, inspector: Inspector): Promise<Server> {
  app.use('/inspector', inspector.node);
  await app.listen(0, '127.0.0.1');
  return app.getHttpServer();
}

const mounts: Record<string, Start> = {
  'node:http, with the whole path': (inspector) =>
    listen(
      createHttpServer((incoming, response) => {
        if (incoming.url?.startsWith('/inspector')) inspector.node(incoming, response);
        else response.writeHead(404).end();
      }),
    ),
  'node:http, at the root of a folder': (inspector) => listen(createHttpServer(inspector.node)),
  'Express 5': (inspector) => listen(createHttpServer(express().use('/inspector', inspector.node))),
  'Express 5, behind its body parsers': (inspector) =>
    listen(
      createHttpServer(
        express()
          .use(express.json(), express.urlencoded({ extended: true }))
          .use('/inspector', inspector.node),
      ),
    ),
  'Express 4': (inspector) => listen(createHttpServer(express4().use('/inspector', inspector.node))),
  'Express 4, behind its body parsers': (inspector) =>
    listen(
      createHttpServer(
        express4()
          .use(express4.json(), express4.urlencoded({ extended: false }))
          .use('/inspector', inspector.node),
      ),
    ),
  'Nest on Express': async (inspector) =>
    startNest(await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false }), inspector),
  'Nest on Fastify': async (inspector) =>
    startNest(await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false }), inspector),
  'Hono, which removes the prefix': (inspector) => {
    const app = new Hono().mount('/inspector', inspector.fetch);
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server as Server));
    });
  },
  'Hono, as a route': (inspector) => {
    const app = new Hono().all('/inspector/*', (c) => inspector.fetch(c.req.raw));
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server as Server));
    });
  },
};

async function start(mount: Start) {
  const started = await startInspector();
  const server = await mount(started.inspector);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const page = `http://127.0.0.1:${port}/inspector/`;
  return { ...started, port, page };
}

/** Sends a path as it is, where `fetch` would clean it. */
function sendRaw(port: number, path: string, method = 'GET'): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, method }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, body });
    })
      .on('error', reject)
      .end();
  });
}

describe.each(Object.entries(mounts))('mounted in %s', (_name, mount) => {
  it('a browser signs in, reads the page and its files, and calls the API', async () => {
    const { deliver, page } = await start(mount);
    const send = (request: Request) => fetch(request);
    expect((await fetch(page)).status).toBe(401);
    const browser = await openPage(send, page);
    const html = await browser.call('');
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const script = await browser.call('?asset=app.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    await deliver();
    expect((await browser.read<EventPage>('api/events?after=0')).records).toHaveLength(1);
    expect((await browser.post('api/clear', {})).status).toBe(200);
    expect((await browser.read<EventPage>('api/events')).records).toEqual([]);
    const head = await browser.call('api/state', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('an action reads its JSON body', async () => {
    const { deliver, page } = await start(mount);
    const browser = await openPage((request) => fetch(request), page);
    await deliver();
    const { records } = await browser.read<EventPage>('api/events');
    const refused = await browser.post(`api/events/${records[0]?.id}/replay`, { url: 'http://evil.example' });
    expect(await refused.json()).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    const replayed = await browser.post(`api/events/${records[0]?.id}/replay`, {});
    expect(await replayed.json()).toMatchObject({ outcome: 'unhandled' });
  });

  it('a path cannot leave the inspector', async () => {
    const { port } = await start(mount);
    for (const path of [
      '/inspector/../../etc/passwd',
      '/inspector/assets/..%2f..%2fpackage.json',
      '/inspector/%2e%2e/x',
    ]) {
      const { status, body } = await sendRaw(port, path);
      expect([301, 303, 400, 401, 404]).toContain(status);
      expect(body).not.toMatch(/root:|"name"/);
    }
  });
});

describe('the path of the inspector without its last slash', () => {
  it.each(Object.entries(mounts).filter(([name]) => !/Hono/.test(name)))(
    'redirects to the path with the slash, and keeps the query: %s',
    async (_name, mount) => {
      const { page } = await start(mount);
      const response = await fetch(`${page.slice(0, -1)}?token=x`, { redirect: 'manual' });
      expect(response.status).toBe(303);
      expect(new URL(response.headers.get('location') ?? '', page.slice(0, -1)).href).toBe(`${page}?token=x`);
    },
  );

  it('serves the page under Hono, which hides the prefix, and links to its files with only a query', async () => {
    const mount = mounts['Hono, which removes the prefix'];
    if (!mount) throw new Error('The mount was renamed');
    const { page } = await start(mount);
    const browser = await openPage((request) => fetch(request), page.slice(0, -1));
    const html = await (await browser.call('')).text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect((await browser.call(file)).status).toBe(200);
  });
});
