import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VZapsEvent } from '@vzaps/core/events';
import { createReceiver, createUrlSigner, type ReceiverOptions, responseOf } from '@vzaps/core/webhooks';
import { onTestFinished } from 'vitest';

export const WEBHOOK_SECRET = 'a secret of the tests with enough bytes';

export interface Application {
  /** The URL of its webhook, without a signature. */
  url: string;
  /** The messages that its handler received. */
  handled: VZapsEvent[];
  /** While it is `true`, the handler throws. */
  isBroken: boolean;
  /** The handler waits for it before it handles an event. */
  beforeHandling: (event: VZapsEvent) => unknown;
}

/** An application that receives the events of an instance. */
export async function startApplication(options: Partial<ReceiverOptions> = {}): Promise<Application> {
  const application: Application = { url: '', handled: [], isBroken: false, beforeHandling: () => {} };
  const { verify } = createUrlSigner({ secret: WEBHOOK_SECRET });
  const receiver = createReceiver({ verify, onOutcome: () => {}, ...options }).on('Message', async (event) => {
    await application.beforeHandling(event);
    if (application.isBroken) throw new Error('the handler has a bug');
    application.handled.push(event);
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/webhooks/vzaps') return void response.writeHead(404).end();
    const outcome = await receiver.receive({
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      body: request,
    });
    const { status, headers, body } = responseOf(outcome);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await receiver.close();
  });
  application.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/vzaps`;
  return application;
}
