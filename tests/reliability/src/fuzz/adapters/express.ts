import { createServer, type Server } from 'node:http';
import { createReceiver } from '@vzaps/core/webhooks';
import { vzapsWebhook } from '@vzaps/express';
import express5 from 'express';
// @ts-expect-error: the alias has no types. Both versions have the functions that are used here.
import express4 from 'express4';
import { FUZZ_OPTIONS, handleFuzz } from '../fuzz-receiver.ts';
import { PATHS } from '../targets.ts';

function serve(express: typeof express5): Server {
  const webhook = vzapsWebhook(createReceiver(FUZZ_OPTIONS).on('Message', handleFuzz));
  const app = express();
  app.use(PATHS[0], webhook);
  app.use(PATHS[1], express.json(), webhook);
  return createServer(app);
}

export const express4Server = (): Server => serve(express4 as typeof express5);
export const express5Server = (): Server => serve(express5);
