import { afterEach, describe, expect, it, vi } from 'vitest';
import { createReceiver } from '../receiver/create-receiver.ts';
import { post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { unsafeSkipVerification } from '../verifiers/unsafe-skip-verification.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { consoleReporter } from './console-reporter.ts';

const signer = createUrlSigner({ secret: 'a secret of thirty-two bytes or more' });
const signedUrl = signer.sign('https://x.example/h', { instanceId: 'VZ1' });
const target = signedUrl.slice('https://x.example'.length);
const open = { verify: unsafeSkipVerification() };
const SECRETS = /v1\.|5511999990000|Ana|777@lid|hunter2/;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const stderr = () => vi.spyOn(console, 'error').mockImplementation(() => {});
const linesOf = (spy: ReturnType<typeof stderr>) => spy.mock.calls.map(([line]) => String(line));

describe('a receiver without onOutcome', () => {
  it('writes the stack of a handler that throws to stderr, with its cause and without signed URLs', async () => {
    const spy = stderr();
    const cause = new RangeError('too far');
    const receiver = createReceiver({ verify: signer.verify }).on('Message', () => {
      throw new TypeError(`cannot load ${signedUrl}`, { cause });
    });
    await receiver.receive(post(message(), { target }));
    const [line = ''] = linesOf(spy);
    expect(line).toContain('[vzaps] A Message event of VZ1 failed.');
    expect(line).toContain('TypeError: cannot load https://x.example/h?vzaps_instance=VZ1');
    expect(line).toContain('console-reporter.test.ts');
    expect(line).toContain('Caused by:\nRangeError: too far');
    expect(line).not.toMatch(SECRETS);
  });

  it('writes why a delivery was refused, malformed or unprocessable, without what was sent', async () => {
    const spy = stderr();
    const receiver = createReceiver({ verify: signer.verify }).on('Message', () => {});
    await receiver.receive(post(message(), { target: '/h?vzaps_signature=v1.hunter2' }));
    await receiver.receive(post('hunter2', { target }));
    await receiver.receive(post({ type: 'Message', event: { hunter2: 'Ana' } }, { target }));
    const lines = linesOf(spy);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('refused (401): a signature parameter is missing');
    expect(lines[1]).toContain('malformed (400): the body is not JSON');
    expect(lines[2]).toContain('cannot be typed as Message (422): ');
    expect(lines.join('')).not.toMatch(SECRETS);
  });

  it('writes refused deliveries at most once a second, and then how many were not written', async () => {
    vi.useFakeTimers();
    const spy = stderr();
    const receiver = createReceiver({ verify: signer.verify });
    const forge = () => receiver.receive(post(message()));
    for (let i = 0; i < 5; i += 1) await forge();
    expect(spy).toHaveBeenCalledTimes(1);
    await receiver.receive(post('no', { target }));
    expect(spy).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    await forge();
    expect(linesOf(spy)[2]).toContain('(4 more like this were not written)');
  });

  it('writes the error of a store that is down, and of one that fails after the event was handled', async () => {
    const spy = stderr();
    const down = { claim: () => Promise.reject(new RangeError('redis is away')), complete() {}, release() {} };
    await createReceiver({ ...open, idempotency: down })
      .on('Message', () => {})
      .receive(post(message()));
    const forgets = {
      claim: () => ({ status: 'claimed' as const, token: '1' }),
      complete: () => Promise.reject(new RangeError('redis left')),
      release() {},
    };
    await createReceiver({ ...open, idempotency: forgets })
      .on('Message', () => {})
      .receive(post(message()));
    const [claimFailed = '', completeFailed = ''] = linesOf(spy);
    expect(claimFailed).toContain('A Message event was not handled (503).\nRangeError: redis is away');
    expect(completeFailed).toContain(
      'The idempotency store failed (A Message event, handled).\nRangeError: redis left',
    );
  });

  it('writes nothing about deliveries that need no attention', async () => {
    const spy = stderr();
    const receiver = createReceiver({ ...open, instanceId: 'VZ1' }).on('Message', () => {});
    const body = message();
    await receiver.receive(post(body));
    await receiver.receive(post(body));
    await receiver.receive(post({ type: 'Connected', event: {} }));
    await receiver.receive(post('', { method: 'GET' }));
    await receiver.close();
    await receiver.receive(post(body));
    expect(spy).not.toHaveBeenCalled();
  });
});

describe('onOutcome', () => {
  const failingReceiver = (onOutcome: Parameters<typeof createReceiver>[0]['onOutcome']) =>
    createReceiver({ ...open, instanceId: 'VZ1', onOutcome }).on('Message', () => {
      throw new Error('no');
    });

  it('replaces the default reporter, as a function, a list or an empty list', async () => {
    const spy = stderr();
    for (const onOutcome of [() => {}, [() => {}], []]) await failingReceiver(onOutcome).receive(post(message()));
    expect(spy).not.toHaveBeenCalled();
  });

  it('calls every function of a list with the outcome and its duration, also after one has thrown', async () => {
    const spy = stderr();
    const listener = vi.fn();
    const broken = () => {
      throw new Error('ignored');
    };
    await failingReceiver([broken, listener, consoleReporter()]).receive(post(message()));
    expect(listener).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'failed' }),
      expect.objectContaining({ milliseconds: expect.any(Number) }),
    );
    expect(spy).toHaveBeenCalledTimes(1);
  });
});

describe('consoleReporter()', () => {
  const info = { milliseconds: 1, steps: {} };

  it('writes through its option write', () => {
    const write = vi.fn();
    consoleReporter({ write })({ kind: 'failed', errors: ['text', undefined, { name: 5 }] }, info);
    expect(write.mock.calls).toEqual([['[vzaps] A delivery failed.\ntext\nundefined\n[object Object]']]);
  });

  it('survives a value that throws when it is read', () => {
    const write = vi.fn();
    const unreadable = Object.defineProperty({}, 'stack', {
      get() {
        throw new Error('ignored');
      },
    });
    consoleReporter({ write })({ kind: 'failed', errors: [unreadable] }, info);
    expect(write.mock.calls[0]?.[0]).toContain('the error cannot be read');
  });

  it('writes the causes of an error up to a bound', () => {
    const write = vi.fn();
    const endless = new Error('endless');
    endless.cause = endless;
    consoleReporter({ write })({ kind: 'failed', errors: [endless] }, info);
    expect(String(write.mock.calls[0]?.[0]).length).toBeLessThan(10_000);
  });
});
