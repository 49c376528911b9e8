import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { json, SECRETS, startServer } from '../test/server.ts';

const URL_SECRET = 'sIgNaTuRe-4714';
const INSTANCE = { instanceId: 'VZ1', instanceToken: 'instance-token-4713' };
const SET = { ...INSTANCE, webhookURL: `https://user:pw-4715@example.com/hook?sig=${URL_SECRET}#x` };
const ALL = [...Object.values(SECRETS), INSTANCE.instanceToken, URL_SECRET, 'pw-4715', 'token-1', 'token-2'];

function print(value: unknown): string {
  const chain: unknown[] = [];
  for (let each = value; each instanceof Error; each = each.cause) chain.push(each.message, each.stack, { ...each });
  return [
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    inspect(chain),
  ].join();
}

function expectClean(value: unknown): void {
  const printed = print(value);
  for (const secret of ALL) expect(printed).not.toContain(secret);
  expect(printed).not.toContain(encodeURIComponent(URL_SECRET));
}

describe('the secrets of a client', () => {
  it.each([400, 401, 403, 404, 408, 429, 500, 503])(
    'do not appear in the error for status %i if the response repeats the whole request',
    async (status) => {
      const server = await startServer(({ headers, body, path }, response) => {
        const echo = `you sent ${body} and ${JSON.stringify(headers)} to ${path}`;
        json(
          response,
          { message: echo, details: { headers, body: JSON.parse(body), nested: [[echo]], [echo]: 1 } },
          status,
        );
      });
      const error = await server
        .client()
        .webhooks.set(SET)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ status, message: expect.stringContaining('https://example.com/hook?[redacted]') });
      expectClean(error);
    },
  );

  it('do not appear in the error of a token request if the response repeats the client secret', async () => {
    const server = await startServer(({ body }, response) => response.writeHead(400).end(`<p>${body}</p>`), {
      tokens: false,
    });
    expectClean(
      await server
        .client()
        .webhooks.get('VZ1')
        .catch((reason: unknown) => reason),
    );
  });

  it('do not appear in the error for success: false if the response repeats the whole request', async () => {
    const server = await startServer(({ headers, body }, response) =>
      json(response, { success: false, error: JSON.stringify(headers) + body }),
    );
    expectClean(
      await server
        .client()
        .webhooks.set(SET)
        .catch((reason: unknown) => reason),
    );
  });

  it('do not appear in the error for a response that repeats the headers, if the response is not JSON or not HTTP', async () => {
    const echo = (text: string, raw: boolean) =>
      startServer(({ headers }, response) => {
        if (raw) response.socket?.end(`${text} ${JSON.stringify(headers)}\r\n\r\n`);
        else response.end(text + JSON.stringify(headers));
      });
    for (const [text, raw] of [
      ['<html>', false],
      ['NOT HTTP', true],
      ['HTTP/1.1 200 OK\r\nbroken', true],
    ] as const) {
      const server = await echo(text, raw);
      const error = await server
        .client()
        .webhooks.set(SET)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: expect.stringMatching(/CONNECTION_FAILED|UNEXPECTED_RESPONSE/) });
      expectClean(error);
    }
  });

  it('do not appear in the error for wrong arguments', async () => {
    const server = await startServer(() => {});
    const vzaps = server.client();
    const refused = [
      vzaps.webhooks.set({ ...SET, webhookURL: `ftp://example.com/?sig=${URL_SECRET}` }),
      vzaps.webhooks.set({ ...SET, instanceToken: `${INSTANCE.instanceToken}\r\nx: y` }),
      vzaps.webhooks.set({ ...SET, instanceId: `../${INSTANCE.instanceToken}` }),
    ];
    for (const error of await Promise.all(refused.map((each) => each.catch((reason: unknown) => reason)))) {
      expect(error).toMatchObject({ code: 'INVALID_REQUEST' });
      expectClean(error);
    }
    expect(server.received).toHaveLength(0);
  });

  it('do not appear in the error for a wrong option of the client', async () => {
    const server = await startServer(() => {});
    for (const wrong of [
      { baseUrl: `https://a:pw-4715@${URL_SECRET}/` },
      { clientSecret: `${SECRETS.clientSecret} ` },
    ]) {
      try {
        server.client(wrong);
        expect.unreachable();
      } catch (error) {
        expectClean(error);
      }
    }
  });

  it('do not appear in the printed client, its resources or a bound client', async () => {
    const server = await startServer((_request, response) => json(response, {}, 404));
    const vzaps = server.client({ instanceToken: INSTANCE.instanceToken });
    const bound = vzaps.forInstance('VZ1', INSTANCE);
    await bound.webhooks.get().catch(() => {});
    for (const each of [vzaps, bound, { ...vzaps }, { ...bound }, vzaps.webhooks, bound.messages]) expectClean(each);
  });

  it('do not appear in the objects that hooks get', async () => {
    const infos: unknown[] = [];
    const server = await startServer(({ headers }, response) =>
      json(response, { message: JSON.stringify(headers) }, 500),
    );
    const hooks = { onRequest: (info: unknown) => infos.push(info), onResponse: (info: unknown) => infos.push(info) };
    await server
      .client(hooks)
      .webhooks.set(SET)
      .catch(() => {});
    expect(infos).toHaveLength(4);
    expectClean(infos);
  });
});

it('an error message quotes VZaps without phone numbers', async () => {
  const server = await startServer((_request, response) =>
    json(response, { error: { message: '5511999999999@s.whatsapp.net is not on WhatsApp', code: 'no_account' } }, 400, {
      'x-request-id': 'req-1',
    }),
  );
  await expect(server.client().webhooks.get('VZ1')).rejects.toMatchObject({
    message: expect.stringContaining(
      'VZaps answered 400 to GET /instances/:instanceId/webhook: [number] is not on WhatsApp',
    ),
    apiCode: 'no_account',
    requestId: 'req-1',
    help: 'https://github.com/vzaps/integrations/blob/main/docs/errors/API_ERROR.md',
  });
});
