import { Injectable, type Provider } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { moduleOf, platforms, start } from '../app.fixture.ts';

function unknownName(): Provider {
  @Injectable()
  class Late {
    @OnVZapsEvent('Message', { name: 'typo' })
    handle() {}
  }
  return Late;
}

function unknownEvent(): Provider {
  @Injectable()
  class Late {
    // @ts-expect-error: there is no such event
    @OnVZapsEvent('MessageRead')
    handle() {}
  }
  return Late;
}

describe.each(platforms)('on %s a lazily loaded module', (platform) => {
  it.each([
    ['waits for a name that nobody has', unknownName],
    ['waits for an event that does not exist', unknownEvent],
  ])('with a handler that %s loses no event: each delivery fails', async (_, late) => {
    const imports = [VZapsModule.forRoot({ verify: unsafeSkipVerification() })];
    const { app, deliverText } = await start(platform, { imports });
    expect((await deliverText('before')).outcome).toBe('unhandled');
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [late()] }));
    for (const text of ['a', 'b']) {
      expect(await deliverText(text)).toMatchObject({ status: 500, outcome: 'failed' });
    }
  });

  it('that fails to load changes nothing, and the application closes', async () => {
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message')
      handle() {}
    }
    const imports = [VZapsModule.forRoot({ verify: unsafeSkipVerification() })];
    const { app, deliverText } = await start(platform, { imports, providers: [Handlers] });
    const useFactory = () => {
      throw new Error('not now');
    };
    const modules = [
      { providers: [{ provide: 'BAD', useFactory }] },
      { imports: [VZapsModule.forRootAsync({ name: 'x', useFactory })] },
    ];
    for (const module of modules) {
      await expect(app.get(LazyModuleLoader).load(() => moduleOf(module))).rejects.toThrow('not now');
      expect((await deliverText('a')).outcome).toBe('handled');
    }
    await app.close();
  });
});
