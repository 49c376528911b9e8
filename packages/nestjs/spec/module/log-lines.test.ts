import { ConsoleLogger, Injectable, RequestMethod } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { platforms, type Setup, start } from '../app.fixture.ts';

const verify = unsafeSkipVerification();

function collectAll() {
  const lines: string[] = [];
  const add = (message: unknown, ...rest: unknown[]) => {
    lines.push(`[${rest.at(-1)}] ${message}`);
  };
  const logger = Object.assign(new ConsoleLogger(), { log: add, warn: add, error: add, debug: add, verbose: add });
  return { lines, logger };
}

@Injectable()
class Bot {
  @OnVZapsEvent('Message')
  @OnVZapsEvent('Message', { name: 'sales' })
  answer() {
    throw new TypeError('no database');
  }
}

describe.each(platforms)('The log of an application on %s', (platform) => {
  const startLogged = async (setup: Setup = {}) => {
    const { lines, logger } = collectAll();
    const imports = [VZapsModule.forRoot({ verify }), VZapsModule.forRoot({ name: 'sales', verify })];
    const started = await start(platform, { imports, providers: [Bot] }, { logger, ...setup });
    return { ...started, lines };
  };

  it('has one line of Nest and no line of VZapsModule for each webhook at startup', async () => {
    const { lines } = await startLogged();
    const about = (path: string) => lines.filter((line) => line.includes(`{${path}`) && !line.includes('{/}'));
    expect(about('/webhooks/vzaps,')).toHaveLength(1);
    expect(about('/webhooks/vzaps/sales,')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('webhooks/vzaps'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('[VZapsModule'))).toEqual([]);
  });

  it('has a line for each method only if a method is excluded from the global prefix', async () => {
    const { lines } = await startLogged({
      before: (app) =>
        app.setGlobalPrefix('api', { exclude: [{ path: 'webhooks/vzaps', method: RequestMethod.POST }] }),
    });
    const mapped = lines.filter((line) => line.includes('Mapped'));
    expect(mapped.filter((line) => /\{(\/api)?\/webhooks\/vzaps,/.test(line))).toHaveLength(7);
    expect(mapped.filter((line) => line.includes('{/webhooks/vzaps,'))).toHaveLength(1);
    expect(mapped.filter((line) => line.includes('/webhooks/vzaps/sales,'))).toHaveLength(1);
  });

  it('has one line of Nest and one of VZapsModule for a delivery whose handler throws', async () => {
    const { lines, deliverText } = await startLogged();
    lines.length = 0;
    expect((await deliverText('a')).outcome).toBe('failed');
    expect(lines).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('[VZapsModule] A delivery is failed'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('no database'))).toHaveLength(1);
  });

  it('has no line for a delivery that was handled', async () => {
    const { lines, origin } = await startLogged();
    lines.length = 0;
    expect((await fetch(`${origin}/webhooks/vzaps`)).status).toBe(405);
    expect(lines).toEqual([]);
  });
});
