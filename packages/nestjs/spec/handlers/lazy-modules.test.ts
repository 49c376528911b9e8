import { Inject, Injectable, UseGuards } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { sampleEvent } from '@vzaps/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  getVZapsReceiverToken,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsModule,
} from '../../src/index.ts';
import { deferred, moduleOf, platforms, start } from '../app.fixture.ts';
import { Log, log } from './enhancers.fixture.ts';

const vzapsModule = () => VZapsModule.forRoot({ verify: unsafeSkipVerification() });
let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
  log.length = 0;
});

describe.each(platforms)('A lazily loaded module on %s', (platform) => {
  it('adds its handlers, with their guards, at the next delivery', async () => {
    @Injectable()
    class Late {
      @OnVZapsEvent('Message')
      @UseGuards(Log)
      handle() {
        seen.push('late');
      }
    }
    const { app, deliverText } = await start(platform, { imports: [vzapsModule()] });
    expect((await deliverText('a')).outcome).toBe('unhandled');
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [Late] }));
    expect((await deliverText('b')).outcome).toBe('handled');
    expect((await deliverText('c')).outcome).toBe('handled');
    expect(seen).toEqual(['late', 'late']);
    expect(log).toHaveLength(2);
  });

  it('adds its handlers at the next dispatched event, too', async () => {
    @Injectable()
    class Late {
      @OnVZapsEvent('Message')
      handle() {
        seen.push('late');
      }
    }
    const { app } = await start(platform, { imports: [vzapsModule()] });
    await app.get(LazyModuleLoader).load(() => moduleOf({ providers: [Late] }));
    const receiver: Receiver = app.get(getVZapsReceiverToken());
    expect((await receiver.dispatch(sampleEvent('Message'))).kind).toBe('handled');
    expect(seen).toEqual(['late']);
  });

  it('adds no handler before its provider is resolved', async () => {
    @Injectable()
    class Late {
      @Inject('CONNECTION') readonly connection!: string;

      @OnVZapsEvent('Message')
      handle() {
        seen.push(this.connection);
      }
    }
    const connected = deferred<string>();
    const providers = [Late, { provide: 'CONNECTION', useFactory: () => connected.promise }];
    const { app, deliverText } = await start(platform, { imports: [vzapsModule()] });
    const loading = app.get(LazyModuleLoader).load(() => moduleOf({ providers }));
    await new Promise(setImmediate);
    expect((await deliverText('a')).outcome).toBe('unhandled');
    connected.resolve('ready');
    await loading;
    expect((await deliverText('b')).outcome).toBe('handled');
    expect(seen).toEqual(['ready']);
  });
});
