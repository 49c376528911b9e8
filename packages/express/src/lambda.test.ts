import type { RequestListener } from 'node:http';
import codegenie from '@codegenie/serverless-express';
import vendia from '@vendia/serverless-express';
import { samplePayload } from '@vzaps/testing';
import serverlessHttp from 'serverless-http';
import { describe, expect, it } from 'vitest';
import { createReceiver, createUrlSigner, vzapsVerify, vzapsWebhook } from './index.ts';
import { EXPRESS, PATH } from './mounts.fixture.ts';

type Invoke = (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

/** The adapters with which users run Express on AWS Lambda. */
const LAMBDA_ADAPTERS: Record<string, (app: RequestListener) => Invoke> = {
  'serverless-http': (app) => serverlessHttp(app) as unknown as Invoke,
  '@codegenie/serverless-express': (app) => codegenie({ app }) as unknown as Invoke,
  '@vendia/serverless-express': (app) => vendia({ app }) as unknown as Invoke,
};

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const URL_OF_WEBHOOK = `https://example.execute-api.us-east-1.amazonaws.com${PATH}`;
const SIGNED = signer.sign(URL_OF_WEBHOOK, { instanceId: 'VZ1' });
const FORGED = SIGNED.replace(/[^=]{64}$/, '0'.repeat(64));

interface Shape {
  headers: Record<string, string | number>;
  isBase64Encoded: boolean;
}

/** An event of an API Gateway REST API (payload format 1.0). */
function createRestEvent(url: string, body: string, { headers, isBase64Encoded }: Shape): object {
  const { pathname, searchParams } = new URL(url);
  const parameters = Object.fromEntries(searchParams);
  return {
    httpMethod: 'POST',
    path: pathname,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: parameters,
    multiValueQueryStringParameters: Object.fromEntries([...searchParams].map(([name, value]) => [name, [value]])),
    requestContext: { stage: '$default', identity: { sourceIp: '127.0.0.1' } },
    body,
    isBase64Encoded,
  };
}

/** An event of an API Gateway HTTP API (payload format 2.0). */
function createHttpEvent(url: string, body: string, { headers, isBase64Encoded }: Shape): object {
  const { pathname, search, searchParams } = new URL(url);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers,
    queryStringParameters: Object.fromEntries(searchParams),
    requestContext: { stage: '$default', http: { method: 'POST', path: pathname, sourceIp: '127.0.0.1' } },
    body,
    isBase64Encoded,
  };
}

const EVENTS = { 'a REST API': createRestEvent, 'an HTTP API': createHttpEvent };

const createVerifyingReceiver = () => createReceiver({ verify: signer.verify }).on('Message', () => {});

for (const [version, express] of Object.entries(EXPRESS)) {
  const mounts: Record<string, () => RequestListener> = {
    'without a body parser': () => express().post(PATH, vzapsWebhook(createVerifyingReceiver())),
    'behind express.json()': () => express().use(express.json()).post(PATH, vzapsWebhook(createVerifyingReceiver())),
    'behind express.raw()': () =>
      express()
        .use(express.raw({ type: () => true }))
        .post(PATH, vzapsWebhook(createVerifyingReceiver())),
    'behind vzapsVerify()': () =>
      express().post(PATH, vzapsVerify(createVerifyingReceiver()), vzapsWebhook(createVerifyingReceiver())),
  };
  const cases = Object.keys(LAMBDA_ADAPTERS).flatMap((adapter) =>
    Object.keys(EVENTS).flatMap((api) => Object.keys(mounts).map((mount) => [mount, adapter, api] as const)),
  );

  describe(`vzapsWebhook() on ${version} on AWS Lambda`, () => {
    it.each(cases)('responds 200 and 401 %s, with %s behind %s', async (mount, adapter, api) => {
      const invoke = LAMBDA_ADAPTERS[adapter]?.(mounts[mount]?.() as RequestListener) as Invoke;
      const createEvent = EVENTS[api as keyof typeof EVENTS];
      for (const isBase64Encoded of [false, true]) {
        for (const length of ['none', 'string', 'number']) {
          const text = JSON.stringify(samplePayload('Message', { text: 'olá 😀' }));
          const bytes = Buffer.from(text);
          const headers: Record<string, string | number> = {
            'content-type': 'application/json',
            host: 'example.execute-api.us-east-1.amazonaws.com',
            ...(length !== 'none' && { 'content-length': length === 'string' ? String(bytes.length) : bytes.length }),
          };
          const body = isBase64Encoded ? bytes.toString('base64') : text;
          const deliver = async (url: string) => {
            const { statusCode, body: answer } = await invoke(createEvent(url, body, { headers, isBase64Encoded }), {});
            return { statusCode, answer };
          };
          expect(await deliver(SIGNED)).toEqual({ statusCode: 200, answer: '{"outcome":"handled"}' });
          expect(await deliver(FORGED)).toEqual({ statusCode: 401, answer: '{"outcome":"refused"}' });
        }
      }
    });
  });
}
