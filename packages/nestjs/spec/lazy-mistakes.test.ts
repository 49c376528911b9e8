import { Injectable, type Provider, Scope } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, trustEveryone, VZapsModule } from '../src/index.ts';
import { moduleOf, platforms, start } from './app.fixture.ts';

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

function hidden(): Provider {
  class Late {
    @OnVZapsEvent('Message')
    handle() {}
  }
  return { provide: 'HANDLERS', scope: Scope.REQUEST, useFactory: () => new Late() };
}

describe.each(platforms)('on %s a lazily loaded module', (platform) => {
  it.each([
    ['waits for a name that nobody has', unknownName],
    ['waits for an event that does not exist', unknownEvent],
    ['is hidden by its factory', hidden],
  ])('with a handler that %s loses no event: each delivery fails', async (_, late) => {
    const imports = [VZapsModule.forRoot({ verify: trustEveryone() })];
    const { app, deliverText } = await start(platform, { imports });
    expect((await deliverText('before')).outcome).toBe('unhandled');
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [late()] }));
    for (const text of ['a', 'b']) {
      expect(await deliverText(text)).toMatchObject({ status: 500, outcome: 'failed' });
    }
  });
});
