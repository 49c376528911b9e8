import { Injectable } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { deliver, samplePayload } from '@vzaps/testing';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { collectLog, moduleOf, platforms, start } from '../app.fixture.ts';

const verify = unsafeSkipVerification();

describe.each(platforms)('A lazily loaded module on %s', (platform) => {
  it('loses only the handler that names an unknown registration, and the log names it once', async () => {
    const seen: string[] = [];
    @Injectable()
    class Late {
      @OnVZapsEvent('Message', { name: 'typo' })
      misspelt() {
        seen.push('misspelt');
      }

      @OnVZapsEvent('Message')
      @OnVZapsEvent('Message', { name: 'other typo' })
      handle() {
        seen.push('handle');
      }
    }
    const { lines, logger } = collectLog();
    const { app, deliverText } = await start(platform, { imports: [VZapsModule.forRoot({ verify })] }, { logger });
    expect((await deliverText('before')).outcome).toBe('unhandled');
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [Late] }));
    for (const text of ['a', 'b']) expect((await deliverText(text)).outcome).toBe('handled');
    expect(seen).toEqual(['handle', 'handle']);
    expect(lines).toEqual([
      expect.stringMatching(/^error: `Late\.misspelt\(\)` listens to the registration 'typo', but no .* no events\.$/),
      expect.stringMatching(/^error: `Late\.handle\(\)` listens to the registration 'other typo', but no/),
    ]);
  });

  it('may bring the registration that its handler listens to', async () => {
    const seen: string[] = [];
    @Injectable()
    class Late {
      @OnVZapsEvent('Message', { name: 'late' })
      handle() {
        seen.push('handle');
      }
    }
    const { lines, logger } = collectLog();
    const { app, deliverText } = await start(platform, { imports: [VZapsModule.forRoot({ verify })] }, { logger });
    const imports = [VZapsModule.forRoot({ name: 'late', path: false, verify })];
    const { get } = await app.get(LazyModuleLoader).load(() => moduleOf({ imports, providers: [Late] }));
    expect((await deliverText('a')).outcome).toBe('unhandled');
    expect([typeof get, lines]).toEqual(['function', []]);
  });

  it('makes each delivery fail if its handler names an unknown event, so that no event is lost', async () => {
    @Injectable()
    class Late {
      // @ts-expect-error: there is no such event type
      @OnVZapsEvent('MessageRead')
      handle() {}
    }
    const { app, deliverText } = await start(platform, { imports: [VZapsModule.forRoot({ verify })] });
    expect((await deliverText('before')).outcome).toBe('unhandled');
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [Late] }));
    for (const text of ['a', 'b']) {
      expect(await deliverText(text)).toMatchObject({ status: 500, outcome: 'failed' });
    }
  });

  it('changes nothing if it fails to load, and the application still closes', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {}
    }
    const imports = [VZapsModule.forRoot({ verify })];
    const { app, origin } = await start(platform, { imports, providers: [Handlers] });
    const useFactory = () => {
      throw new Error('not now');
    };
    const modules = [
      { providers: [{ provide: 'BAD', useFactory }] },
      { imports: [VZapsModule.forRootAsync({ name: 'x', useFactory })] },
    ];
    for (const module of modules) {
      await expect(app.get(LazyModuleLoader).load(() => moduleOf(module))).rejects.toThrow('not now');
      expect((await deliver(`${origin}/webhooks/vzaps`, samplePayload('Message'))).outcome).toBe('handled');
    }
    await app.close();
  });
});
