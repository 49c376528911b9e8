import { ConsoleLogger, ForbiddenException, Injectable } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import {
  type IdempotencyStore,
  OnVZapsEvent,
  type Outcome,
  unsafeSkipVerification,
  VZapsModule,
  type VZapsModuleOptions,
} from '../../src/index.ts';
import { platforms, start } from '../app.fixture.ts';

const SECRET = 'a-secret-in-the-query';
const TEXT = 'the text of a message';
const PHONE = '5511999990000';

const brokenStore: IdempotencyStore = {
  claim: () => Promise.reject(new RangeError(TEXT)),
  complete: () => true,
  release: () => true,
};

describe.each(platforms)('The default log of outcomes on %s', (platform) => {
  async function logged(handle: () => unknown, options: Partial<VZapsModuleOptions> = {}, name?: string) {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message', name === undefined ? {} : { name })
      handle() {
        return handle();
      }
    }
    const lines: string[] = [];
    const logger = new (class extends ConsoleLogger {
      override error(message: unknown, ...rest: unknown[]) {
        lines.push(`error [${rest.at(-1)}] ${message}`);
      }
      override warn(message: unknown, ...rest: unknown[]) {
        // Nest 10 and 11 write how long a module takes to serialize, on a busy machine.
        if (rest.at(-1) === 'ModuleTokenFactory') return;
        lines.push(`warn [${rest.at(-1)}] ${message}`);
      }
    })();
    logger.setLogLevels(['warn', 'error']);
    const app = await start(
      platform,
      {
        imports: [
          VZapsModule.forRoot({ verify: unsafeSkipVerification(), ...(name !== undefined && { name }), ...options }),
        ],
        providers: [Handlers],
      },
      { logger },
    );
    return { ...app, lines };
  }
  const path = `/webhooks/vzaps?token=${SECRET}`;

  it.each([
    [
      'a handler that throws an HttpException',
      () => {
        throw new ForbiddenException(TEXT);
      },
      {},
      /^error \[VZapsModule\] A delivery is failed \(Message, \d+ ms\): ForbiddenException$/,
    ],
    [
      'a handler that exceeds its time limit',
      () => new Promise(() => {}),
      { handlerTimeoutMs: 20 },
      /^error \[VZapsModule\] A delivery is failed \(Message, \d+ ms\): \w+ HANDLER_TIMEOUT$/,
    ],
    [
      'a delivery that is not verified',
      () => {},
      { verify: () => ({ ok: false, reason: 'no signature' }) as const },
      /^warn \[VZapsModule\] A delivery is refused \(\d+ ms\): no signature$/,
    ],
    [
      'a store that is down',
      () => {},
      { idempotency: brokenStore },
      /^warn \[VZapsModule\] A delivery is overloaded \(Message, \d+ ms\): RangeError$/,
    ],
  ] as const)('has one line for %s', async (_, handle, options, line) => {
    const { deliverText, lines } = await logged(handle, options as Partial<VZapsModuleOptions>);
    await deliverText(TEXT, path);
    expect(lines).toEqual([expect.stringMatching(line)]);
    for (const secret of [SECRET, TEXT, PHONE]) expect(lines.join()).not.toContain(secret);
  });

  it('contains the name of the registration', async () => {
    const forbid = () => {
      throw new ForbiddenException();
    };
    const { deliverText, lines } = await logged(forbid, {}, 'sales');
    await deliverText(TEXT, '/webhooks/vzaps/sales');
    expect(lines).toEqual([expect.stringContaining('[VZapsModule sales] A delivery is failed')]);
  });

  it('has one line about the outcome, beside Nest’s line with the error’s message', async () => {
    const { deliverText, lines } = await logged(() => Promise.reject(new TypeError('no such table')));
    await deliverText(TEXT, path);
    expect(lines.filter((line) => line.includes('no such table'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('A delivery is failed'))).toHaveLength(1);
    expect(lines).toHaveLength(2);
  });

  it('has no line for a handled event', async () => {
    const { deliverText, lines } = await logged(() => undefined);
    expect((await deliverText(TEXT, path)).outcome).toBe('handled');
    expect(lines).toEqual([]);
  });

  it('has one line for each failure, and at most one a second for refused deliveries', async () => {
    const verify = (delivery: { target: string }) =>
      delivery.target.includes(SECRET) ? ({ ok: true } as const) : ({ ok: false, reason: 'no token' } as const);
    const forbid = () => {
      throw new ForbiddenException();
    };
    const { deliverText, lines } = await logged(forbid, { verify });
    for (const text of ['a', 'b', 'c']) {
      expect((await deliverText(text)).status).toBe(401);
      expect((await deliverText(text, path)).status).toBe(500);
    }
    expect(lines.filter((line) => line.includes('failed'))).toHaveLength(3);
    // The loop may take more than a second on a slow machine.
    expect(lines.filter((line) => line.includes('refused')).length).toBeLessThan(3);
  });

  it('is replaced by the option onOutcome', async () => {
    const outcomes: Outcome['kind'][] = [];
    const onOutcome = ({ kind }: Outcome) => outcomes.push(kind);
    const forbid = () => {
      throw new ForbiddenException();
    };
    const { deliverText, lines } = await logged(forbid, { onOutcome });
    await deliverText(TEXT, path);
    expect(outcomes).toEqual(['failed']);
    expect(lines).toEqual([]);
  });
});
