import { vzapsVerify, vzapsWebhook } from '@vzaps/hono';
import { contractServer } from '@vzaps/testing/contract';
import { Hono } from 'hono';
import { download } from './download.ts';

const pathOf = (request: Request) => /^\w+:\/\/[^/]+([^?]*)/.exec(request.url)?.[1] ?? '';

/** A Hono application under `/hono`, and `receiver.fetch` for every other path. */
const contract = contractServer((receiver) => {
  const app = new Hono()
    .all('/hono/vzaps', vzapsWebhook(receiver))
    .all('/hono/verified', vzapsVerify(receiver), vzapsWebhook(receiver));
  return (request) => (pathOf(request).startsWith('/hono/') ? app.fetch(request) : receiver.fetch(request));
});

/** The same on every runtime. */
export const fetch = (request: Request) => (pathOf(request) === '/.download' ? download(request) : contract(request));
