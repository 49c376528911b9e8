import { Injectable } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { collectLog, platforms, start } from '../app.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });

describe.each(platforms)('The startup log on %s', (platform) => {
  it('names an override without the decorator, but no override with it and no inherited method', async () => {
    class Base {
      @OnVZapsEvent('Message')
      handle() {}
    }
    @Injectable()
    class WithoutDecorator extends Base {
      override handle() {}
    }
    @Injectable()
    class WithDecorator extends Base {
      @OnVZapsEvent('Message')
      override handle() {}
    }
    @Injectable()
    class Inheriting extends Base {}
    const { lines, logger } = collectLog();
    const providers = [WithoutDecorator, WithDecorator, Inheriting];
    await start(platform, { imports: [vzapsModule()], providers }, { logger });
    expect(lines).toEqual([
      'warn: WithoutDecorator.handle() receives no event: it overrides Base.handle() without @OnVZapsEvent(). Add the ' +
        'decorator to the override.',
    ]);
  });

  it('does not mention a decorated class that no module provides', async () => {
    class Imported {
      @OnVZapsEvent('Message')
      handle() {}
    }
    const { lines, logger } = collectLog();
    await start(platform, { imports: [vzapsModule()] }, { logger });
    expect([Imported.name, lines]).toEqual(['Imported', []]);
  });
});
