import { describe, expect, it } from 'vitest';
import { VZapsError } from '../../errors.ts';
import { parseEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { open } from '../test/delivery.fixture.ts';
import { hmacSignature } from '../verifiers/hmac-signature.ts';
import { standardWebhooks } from '../verifiers/standard-webhooks.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { urlToken } from '../verifiers/url-token.ts';
import { createReceiver } from './create-receiver.ts';

const secret = 'a secret of thirty-two bytes or more';

function thrownBy(work: () => unknown): VZapsError {
  try {
    work();
  } catch (error) {
    if (error instanceof VZapsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const OWNERS: Record<string, { valid: object; create: (options: never) => unknown; wrong: Record<string, unknown[]> }> =
  {
    createReceiver: {
      valid: open,
      create: createReceiver,
      wrong: {
        verify: [undefined, null, [], 'secret', [undefined], {}],
        client: [null, 'client', 1, {}],
        idempotency: [null, true, {}, { claim() {}, complete() {} }],
        inbox: [null, {}, { add: 'add' }],
        partialWaitMs: [Number.NaN, -1, '2000', 0.5, Number.POSITIVE_INFINITY],
        handlerTimeoutMs: [Number.NaN, 0, -1, '30s', null],
        bodyLimit: [Number.NaN, 0, -1, '1mb', 1.5, Number.POSITIVE_INFINITY],
        bodyTimeoutMs: [Number.NaN, 0, '10s'],
        maxConcurrency: [Number.NaN, 0, '256'],
        maxWaiting: [Number.NaN, -1, '10000'],
        maxWaitingBytes: [Number.NaN, 0, '64mb'],
        instanceId: ['', 1, null],
        onOutcome: [null, 'log', {}],
      },
    },
    memoryStore: {
      valid: {},
      create: memoryStore,
      wrong: { maxEntries: [Number.NaN, 0, '1000', -1], ttlMs: [Number.NaN, 0, '1h', -1] },
    },
    createUrlSigner: {
      valid: { secret },
      create: createUrlSigner,
      wrong: {
        secret: [undefined, null, '', 'too short', [], [secret, 'too short'], 42],
        audience: [1, null],
        accept: [true, null],
      },
    },
    urlToken: {
      valid: { token: 'token', param: 'token' },
      create: urlToken,
      wrong: { token: [undefined, '', [], ['a', '']], param: [undefined, '', 1], instanceId: ['', 1, null] },
    },
    hmacSignature: {
      valid: { secret, header: 'x-signature' },
      create: hmacSignature,
      wrong: {
        secret: [undefined, '', []],
        header: [undefined, ''],
        encoding: ['base32', 1],
        prefix: [1, null],
        instanceId: [''],
      },
    },
    standardWebhooks: {
      valid: { secret: `whsec_${btoa(secret)}` },
      create: standardWebhooks,
      wrong: {
        secret: [undefined, '', 'whsec_', 'not base64!', []],
        toleranceSeconds: [Number.NaN, 0, -1, '300', Number.POSITIVE_INFINITY],
        instanceId: [''],
      },
    },
  };

describe.each(Object.entries(OWNERS))('%s()', (owner, { valid, create, wrong }) => {
  const createWith = (options: object) => () => create({ ...valid, ...options } as never);

  it.each(Object.entries(wrong).flatMap(([option, values]) => values.map((value) => [option, value] as const)))(
    'throws INVALID_OPTION for the option %s: %o',
    (option, value) => {
      const { code, message } = thrownBy(createWith({ [option]: value }));
      expect(code).toBe('INVALID_OPTION');
      expect(message).toContain(`${owner}(): the option \`${option}\``);
      expect(message).toContain('It must be');
    },
  );

  it('throws INVALID_OPTION for an unknown option, and names the nearest known option', () => {
    const [known = ''] = Object.keys(wrong).slice(-1);
    const { code, message } = thrownBy(createWith({ [`${known}x`]: 1 }));
    expect(code).toBe('INVALID_OPTION');
    expect(message).toContain(`the option \`${known}x\` does not exist. Did you mean \`${known}\`?`);
  });

  it('ignores an option whose value is undefined, known or not', () => {
    expect(createWith({ [Object.keys(wrong).at(-1) ?? '']: undefined, other: undefined })).not.toThrow();
  });

  it('never repeats a wrong value, because it may be a secret', () => {
    const { message } = thrownBy(createWith({ [Object.keys(wrong)[0] ?? '']: { hunter2: 'hunter2' } }));
    expect(message).not.toContain('hunter2');
  });

  it.each([undefined, null, 'options', 1])('throws INVALID_OPTION if its options are %j', (options) => {
    if (options === undefined && owner === 'memoryStore') return;
    expect(thrownBy(() => create(options as never)).code).toBe('INVALID_OPTION');
  });
});

describe('signer.sign()', () => {
  const signer = createUrlSigner({ secret });
  const URL_TO_SIGN = 'https://example.com/h';

  it.each([undefined, {}, { instanceId: '' }, { instanceId: 'a b' }, { instanceId: 'VZ1', generaton: 1 }])(
    'throws INVALID_OPTION for the claims %j',
    (claims) => expect(thrownBy(() => signer.sign(URL_TO_SIGN, claims as never)).code).toBe('INVALID_OPTION'),
  );
});

describe('receiver.on()', () => {
  const on = (type: unknown, handler: unknown = () => {}) =>
    thrownBy(() => createReceiver(open).on(type as 'Message', handler as () => void));

  it.each([
    [undefined, 'the event type is undefined'],
    [null, 'the event type is null'],
    [42, 'the event type is 42'],
    ['', 'the event type is an empty string'],
    [[], 'the event type is an empty array'],
    [{}, 'the event type is an object'],
    [[undefined], 'the event type is undefined'],
    [['Message', 42], 'the event type is 42'],
    ['Qwertyuiop', "the event type 'Qwertyuiop' does not exist"],
    ['constructor', "the event type 'constructor' does not exist"],
  ])(
    'throws EVENT_UNKNOWN for the type %j, without a suggestion, because no known type has a similar name',
    (type, expected) => {
      const { code, message } = on(type);
      expect(code).toBe('EVENT_UNKNOWN');
      expect(message).toContain(expected);
      expect(message).toContain('Event types: Message,');
      expect(message).not.toContain('Did you mean');
    },
  );

  it.each([
    ['Mesage', 'Message'],
    ['message', 'Message'],
    ['MessageRead', 'ReadReceipt'],
    ['Receipt', 'ReadReceipt'],
  ])('throws EVENT_UNKNOWN for the type %s, and suggests %s', (type, nearest) => {
    const { code, message } = on(type);
    expect(code).toBe('EVENT_UNKNOWN');
    expect(message).toContain(`Did you mean '${nearest}'?`);
  });

  it('throws EVENT_UNKNOWN for All, and suggests onAny', () => {
    expect(on('All')).toMatchObject({ code: 'EVENT_UNKNOWN', message: expect.stringContaining('receiver.onAny') });
  });

  it.each([undefined, null, 'handler', {}])('throws INVALID_OPTION for the handler %j', (handler) => {
    const onMessage = () => createReceiver(open).on('Message', handler as never);
    expect(thrownBy(onMessage)).toMatchObject({ code: 'INVALID_OPTION' });
    expect(thrownBy(() => createReceiver(open).onAny(handler as never)).code).toBe('INVALID_OPTION');
  });

  it('adds no handler for the known types of a list that contains an unknown one', async () => {
    const receiver = createReceiver(open);
    const handler = () => {
      throw new Error('must not run');
    };
    expect(() => receiver.on(['Connected', 'Nothing' as 'Message'], handler)).toThrow();
    const { parseEvent } = await import('../../events/index.ts');
    expect((await receiver.dispatch(parseEvent({ type: 'Connected', event: {} }))).kind).toBe('unhandled');
  });
});

describe('receiver.dispatch()', () => {
  const receiver = createReceiver(open);
  const event = parseEvent({ type: 'Connected', event: {} });

  it.each([
    [{ forse: true }, 'Did you mean `force`?'],
    [{ force: 'yes' }, '`force` is a string'],
    [{ instanceId: 7 }, '`instanceId` is 7'],
    [{ signal: {} }, '`signal` is an object'],
    ['VZ1', 'an object'],
  ])('rejects with INVALID_OPTION for %j', async (origin, words) => {
    await expect(receiver.dispatch(event, origin as never)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(words),
    });
  });

  it('ignores options that are undefined', async () => {
    expect((await receiver.dispatch(event, { instanceId: undefined, force: undefined } as never)).kind).toBe(
      'unhandled',
    );
  });
});
