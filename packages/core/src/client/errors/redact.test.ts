import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { json, SECRETS, startServer } from '../test/server.ts';
import { redactingReviver, redactor } from './redact.ts';

const id = { instanceId: 'VZ1' };
const HOOK = 'https://example.com/hook?instance=VZ1&vzaps_signature=SIG-4714';

async function errorOf(call: PromiseLike<unknown>): Promise<Error> {
  return (await call.then(
    () => expect.unreachable('it succeeded'),
    (error: unknown) => error,
  )) as Error;
}
function print(error: unknown): string {
  return [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), String(error)].join();
}

describe('an error of the client', () => {
  it('does not contain the token of a Chatwoot account that the response repeats', async () => {
    const server = await startServer(({ body }, response) =>
      json(response, { message: `bad: ${body}`, details: JSON.parse(body), again: [body] }, 400),
    );
    const error = await errorOf(server.client().chatwoot.set({ ...id, token: 'cw-secret-9999', nameInbox: 'Shop' }));
    expect(print(error)).not.toContain('cw-secret-9999');
    expect(error.message).toContain('Shop');
  });

  it('does not contain a secret that VZaps made and that the client recognises by the name of its field', async () => {
    const data = { id: 'VZ9', token: 'new-8888', nested: { client_secret: 'new-8889', apiKey: 'new-8890' } };
    const body = { success: false, message: 'limit', data, tokens: ['new-8891'], text: JSON.stringify(data) };
    const server = await startServer((_request, response) => json(response, body, 409));
    const error = await errorOf(server.client().instances.create({ name: 'abc' }));
    expect(print(error)).not.toContain('new-88');
    expect(error).toMatchObject({ details: { data: { id: 'VZ9' } } });
  });

  it.each([
    'POST /hook?vzaps_signature=SIG-4714 failed',
    'could not register https:\\/\\/example.com\\/hook?vzaps_signature=SIG-4714',
    'back to https%3A%2F%2Fexample.com%2Fhook%3Fvzaps_signature%3DSIG-4714',
    'back to https%253A%252F%252Fexample.com%252Fhook%253Fvzaps_signature%253DSIG-4714 twice',
    'Go writes \\"https://example.com/hook?instance=VZ1\\u0026vzaps_signature=SIG-4714\\"',
    'the signature SIG-4714 is wrong',
  ])('does not contain the signature of a signed URL in the message %j', async (message) => {
    for (const body of [message, JSON.stringify({ message })]) {
      const server = await startServer((_request, response) => response.writeHead(400).end(body));
      const error = await errorOf(server.client().webhooks.set({ ...id, webhookURL: HOOK }));
      expect(print(error)).not.toContain('SIG-4714');
    }
  });

  it.each([
    'https:\\/\\/example.com\\/hook?s=UNKNOWN',
    '/hook?s=UNKNOWN',
    'https%3A%2F%2Fexample.com%2Fhook%3Fs%3DUNKNOWN',
    'https:\\/\\/user:UNKNOWN@example.com',
    'Authorization: Bearer UNKNOWN',
    '{"client_token":"UNKNOWN"}',
    '{\\"client_token\\":\\"UNKNOWN\\"}',
    'a=1&client_secret=UNKNOWN&b=2',
  ])('does not contain a secret that the client does not know, in the text %j', (text) => {
    expect(redactor([])(`Problem: ${text} (see the docs)`)).not.toContain('UNKNOWN');
    expect(redactor([])(`Problem: ${text} (see the docs)`)).toMatch(/^Problem: .*redacted|^Problem: https:/);
  });

  it('does not contain the request that the given fetch puts into its error', async () => {
    const server = await startServer(() => {});
    const vzaps = server.client({
      retry: { attempts: 1 },
      fetch: async (_input, init) => {
        const cause = new AggregateError([new Error(`inner ${init?.body}`)], JSON.stringify(init));
        throw Object.assign(new TypeError(`failed ${init?.body}`, { cause }), { config: init, code: 'E_MINE' });
      },
    });
    const error = await errorOf(vzaps.webhooks.get('VZ1'));
    expect(print(error)).not.toContain(SECRETS.clientSecret);
    expect(error).toMatchObject({ cause: { name: 'TypeError', code: 'E_MINE', message: /^failed /, cause: {} } });
  });

  it('does not contain a long value or a named secret of a URL in the body', async () => {
    const said = 'no: 0123456789abcdef-KEY, pin-77, fragment-89abcdef-KEY';
    const server = await startServer((_request, response) => json(response, { message: said }, 400));
    const webhookURL = 'https://example.com/?k=0123456789abcdef-KEY&my_token=pin-77#fragment-89abcdef-KEY';
    const error = await errorOf(server.client().webhooks.set({ ...id, webhookURL }));
    expect(print(error)).not.toMatch(/KEY|pin-77/);
  });

  it('does not contain the request that the given dispatcher puts into its error', async () => {
    const { MockAgent } = await import('undici');
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    dispatcher.get('https://api.vzaps.com').intercept({ path: '/token', method: 'POST', body: 'x' }).reply(200, {});
    const server = await startServer(() => {});
    const vzaps = server.client({ dispatcher, baseUrl: undefined, retry: { attempts: 1 } });
    const error = await errorOf(vzaps.webhooks.get('VZ1'));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', cause: { name: 'MockNotMatchedError' } });
    expect(print(error)).not.toContain(SECRETS.clientSecret);
  });
});

it('an error keeps its words, ids and code although a URL of the request contains them', async () => {
  const long = 'VZ1234567890ABCDEF';
  const body = { message: `${long} has no message on whatsapp in production`, code: 'image_invalid', instance: long };
  const server = await startServer((_request, response) => json(response, body, 400));
  const query = `a=message&b=code&c=whatsapp&d=image&env=production&instance=${long}`;
  for (const webhookURL of [
    `https://example.com/?${query}#production`,
    'https://example.com/?message',
    `https://e.com/?${long}`,
  ]) {
    const error = await errorOf(server.client().webhooks.set({ instanceId: long, webhookURL }));
    expect(error).toMatchObject({ apiCode: 'image_invalid', details: body });
    expect(error.message).toContain(body.message);
  }
});

it('an error keeps its code and message although a secret of the request is the word "message"', async () => {
  const server = await startServer((_request, response) => json(response, { message: 'no', code: 'E1' }, 400));
  const error = await errorOf(server.client().chatwoot.set({ ...id, token: 'message' }));
  expect(error).toMatchObject({ apiCode: 'E1', message: expect.stringMatching(/: no\. See /) });
});

it.each([
  ['a numeric message', { message: 7 }],
  [
    'a code whose getter throws',
    {
      get code() {
        throw new Error('no');
      },
    },
  ],
])('a failure whose cause has %s is CONNECTION_FAILED', async (_problem, fields) => {
  const server = await startServer(() => {});
  const fetch = async () => {
    throw Object.defineProperties(new Error('x'), Object.getOwnPropertyDescriptors(fields));
  };
  const error = await errorOf(server.client({ fetch, retry: { attempts: 1 } }).webhooks.get('VZ1'));
  expect(error).toMatchObject({ code: 'CONNECTION_FAILED' });
});

it('redaction keeps ordinary words in an error message', () => {
  const clean = redactor(['client-secret']);
  for (const said of [
    'Invalid token: signature mismatch',
    'The token expired, see https://docs.vzaps.com/errors#',
    'Is it 5? x = 7',
    'cookie required',
    'Your Basic plan allows one number',
    'Bearer authentication required',
    'secretary: "Ana"',
  ]) {
    expect(clean(said).replace(/\?\[redacted\]$/, '#')).toBe(said);
  }
  const fields = { token_count: 'three', cookiePolicy: 'strict', signature_required: 'no' };
  expect(JSON.parse(JSON.stringify(fields), redactingReviver(clean))).toEqual(fields);
  expect(JSON.parse('{"code":"token_expired","token":null,"n":1}', redactingReviver(clean))).toEqual({
    code: 'token_expired',
    token: null,
    n: 1,
  });
});

it('redaction of a text of 100 000 characters is fast', () => {
  for (const piece of ['a', 'a.', 'token', '%3F', '?', 'eyJ', 'eyJ-', 'http://', '"', 'Bearer ']) {
    const before = performance.now();
    redactor(['secret'])(piece.repeat(100_000 / piece.length));
    expect(performance.now() - before).toBeLessThan(5_000);
  }
});

it('apiCode is the code of VZaps, also if it is a number of at least 1000', async () => {
  for (const [body, apiCode] of [
    [{ code: 4001 }, '4001'],
    [{ code: 400 }, undefined],
    [{ errors: [{ code: 'E1' }] }, 'E1'],
  ]) {
    const server = await startServer((_request, response) => json(response, body, 400));
    expect(await errorOf(server.client().webhooks.get('VZ1'))).toMatchObject({ apiCode });
  }
});
