import { vzapsVerify, vzapsWebhook } from '@vzaps/hono';
import { contractServer } from '@vzaps/testing/contract';
import { Hono } from 'hono';

/** The same on every runtime: a Hono application under `/hono`, and `receiver.fetch` for every other path. */
export const fetch = contractServer((receiver) => {
  const app = new Hono()
    .all('/hono/vzaps', vzapsWebhook(receiver))
    .all('/hono/verified', vzapsVerify(receiver), vzapsWebhook(receiver));
  return (request) => (/^\w+:\/\/[^/]+\/hono\//.test(request.url) ? app.fetch(request) : receiver.fetch(request));
});
