import { Injectable, type Type } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { OnVZapsEvent, unsafeSkipVerification, VZapsModule, type VZapsModuleOptions } from '../../src/index.ts';
import { moduleOf, platforms, start } from '../app.fixture.ts';

const verify = unsafeSkipVerification();

@Injectable()
class NamedBot {
  @OnVZapsEvent('Message', { name: 'sales' })
  answer() {}
}
@Injectable()
class NamelessBot {
  @OnVZapsEvent('Message')
  answer() {}
}

describe.each(platforms)('An application on %s', (platform) => {
  it.each([
    ['without a name', {}, 'without a name'],
    ['with one name', { name: 'sales' }, "'sales'"],
  ])('refuses to start with two registrations %s', async (_, extras, named) => {
    const twice = ['a', 'b'].map((path) => VZapsModule.forRoot({ ...extras, path, verify }));
    await expect(start(platform, { imports: twice })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(`the same \`name\`: ${named}.`),
    });
  });

  it.each<[string, Type, { name?: string }, string]>([
    [
      'a name that no registration has',
      NamedBot,
      {},
      "`NamedBot.answer()` listens to the registration 'sales', but no VZapsModule.forRoot({ name: 'sales' }) exists. " +
        'Existing registrations: without a name.',
    ],
    [
      'no name although every registration has one',
      NamelessBot,
      { name: 'sales' },
      '`NamelessBot.answer()` listens to the registration without a name, but no VZapsModule.forRoot() without a `name` ' +
        "exists. Existing registrations: 'sales'.",
    ],
  ])('refuses to start if a handler has %s', async (_, Bot, extras, message) => {
    const imports = [VZapsModule.forRoot({ ...extras, verify })];
    await expect(start(platform, { imports, providers: [Bot] })).rejects.toMatchObject({
      code: 'NAME_UNKNOWN',
      message: expect.stringContaining(message),
    });
  });

  it('refuses to start without a verifier', async () => {
    const imports = [VZapsModule.forRoot({} as VZapsModuleOptions)];
    await expect(start(platform, { imports })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  it.each([
    ['the same path', 'hook', 'hook', false],
    ['the same path with other slashes', 'hook', '/hook/', false],
    ['the same path in another case', 'hook', 'Hook', false],
    ['the same path with another parameter', 'hook/:account', 'hook/:tenant', false],
    ['the same path if one of them is global', 'hook', 'hook', true],
    ['a path that is the default of the other', undefined, 'webhooks/vzaps/a', false],
  ])('refuses to start if two registrations have %s', async (_, a, b, isGlobal) => {
    const imports = [
      VZapsModule.forRoot({ name: 'a', verify, ...(a !== undefined && { path: a }) }),
      moduleOf({
        imports: [VZapsModule.forRootAsync({ name: 'b', path: b, isGlobal, useFactory: () => ({ verify }) })],
      }),
    ];
    await expect(start(platform, { imports })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('have the same `path`'),
    });
  });

  it('starts with several registrations that have no path', async () => {
    const imports = ['a', 'b'].map((name) => VZapsModule.forRoot({ name, path: false, verify }));
    const { deliverText } = await start(platform, { imports });
    expect((await deliverText('hi')).status).toBe(404);
  });

  it.each(['name', 'path', 'isGlobal', 'decorators', 'realtime'])(
    'refuses to start if useFactory returns the option %s, which must be given beside it',
    async (option) => {
      const useFactory = () => ({ verify, [option]: 'a' });
      const imports = [VZapsModule.forRootAsync({ useFactory })];
      await expect(start(platform, { imports })).rejects.toMatchObject({
        code: 'INVALID_OPTION',
        message: expect.stringMatching(
          `returned the option \`${option}\`. The option must be given beside \`useFactory\``,
        ),
      });
    },
  );

  it('refuses to start if useFactory returns nothing', async () => {
    const imports = [VZapsModule.forRootAsync({ useFactory: () => undefined as never })];
    await expect(start(platform, { imports })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });
});
