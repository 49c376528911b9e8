import { Inject, Injectable, Module } from '@nestjs/common';
import { createFakeVZaps, deliver, sampleEvent, samplePayload } from '@vzaps/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createUrlSigner,
  type EventContext,
  type EventOf,
  getVZapsClientToken,
  InjectVZaps,
  InjectVZapsReceiver,
  OnVZapsEvent,
  type Receiver,
  unsafeSkipVerification,
  VZapsClient,
  VZapsModule,
  type VZapsOptionsFactory,
} from '../../src/index.ts';
import { moduleOf, platforms, start } from '../app.fixture.ts';

const signer = (audience: string) => createUrlSigner({ secret: 'a secret of thirty-two bytes or more', audience });

let seen: unknown[] = [];
beforeEach(() => {
  seen = [];
});

@Injectable()
class Sales {
  @OnVZapsEvent('Message', { name: 'sales' })
  handle(event: EventOf<'Message'>, ctx: EventContext) {
    seen.push(['sales', event.text, ctx.instanceId]);
  }
}
@Injectable()
class Support {
  @OnVZapsEvent('Message', { name: 'support' })
  handle(event: EventOf<'Message'>, ctx: EventContext) {
    seen.push(['support', event.text, ctx.instanceId]);
  }

  @OnVZapsEvent('ReadReceipt', { name: 'sales' })
  @OnVZapsEvent('ReadReceipt', { name: 'support' })
  count() {
    seen.push('receipt');
  }
}

describe.each(platforms)('VZapsModule on %s', (platform) => {
  it('serves two accounts at two paths, each with its own verifier and handlers', async () => {
    const [sales, support] = [signer('sales'), signer('support')];
    const { origin } = await start(platform, {
      imports: [
        VZapsModule.forRoot({ name: 'sales', verify: sales.verify }),
        VZapsModule.forRootAsync({
          name: 'support',
          path: 'hooks/support',
          useFactory: () => ({ verify: support.verify }),
        }),
      ],
      providers: [Sales, Support],
    });
    const salesUrl = sales.sign(`${origin}/webhooks/vzaps/sales`, { instanceId: 'VZS' });
    const supportUrl = support.sign(`${origin}/hooks/support`, { instanceId: 'VZC' });
    expect((await deliver(salesUrl, samplePayload('Message', { text: 'buy' }))).outcome).toBe('handled');
    expect((await deliver(supportUrl, samplePayload('Message', { text: 'help' }))).outcome).toBe('handled');
    expect((await deliver(salesUrl, samplePayload('ReadReceipt'))).outcome).toBe('handled');
    expect((await deliver(supportUrl, samplePayload('ReadReceipt'))).outcome).toBe('handled');
    const crossed = salesUrl.replace('/webhooks/vzaps/sales', '/hooks/support');
    expect((await deliver(crossed, samplePayload('Message'))).status).toBe(401);
    expect(seen).toEqual([['sales', 'buy', 'VZS'], ['support', 'help', 'VZC'], 'receipt', 'receipt']);
  });

  it('injects the client and the receiver in modules that import it, or everywhere if it is global', async () => {
    const fake = await createFakeVZaps();
    const client = new VZapsClient({ clientToken: 'a', clientSecret: 'b', baseUrl: fake.url });
    @Injectable()
    class Handlers {
      @InjectVZapsReceiver('sales') readonly receiver!: Receiver<VZapsClient>;
      readonly vzaps: VZapsClient;

      constructor(@InjectVZaps('sales') vzaps: VZapsClient) {
        this.vzaps = vzaps;
      }

      @OnVZapsEvent('Message', { name: 'sales' })
      handle(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) {
        seen.push(event.text, ctx.client === this.vzaps, typeof ctx.reply);
      }
    }
    const options = { name: 'sales', verify: unsafeSkipVerification(), client };
    const feature = moduleOf({ providers: [Handlers] });
    const { app } = await start(platform, {
      imports: [VZapsModule.forRoot({ ...options, isGlobal: true }), feature],
    });
    expect(app.get(getVZapsClientToken('sales'))).toBe(client);
    const event = sampleEvent('Message', { text: 'from a queue' });
    expect((await app.get(Handlers).receiver.dispatch(event)).kind).toBe('handled');
    expect(seen).toEqual(['from a queue', true, 'function']);
    await expect(start(platform, { imports: [VZapsModule.forRoot(options), feature] })).rejects.toThrow(
      /resolve dependencies/,
    );
    await fake.close();
  });

  it('takes its options from useFactory with injections, from useClass or from useExisting', async () => {
    @Injectable()
    class Config implements VZapsOptionsFactory {
      createVZapsOptions() {
        return { verify: signer('config').verify };
      }
    }
    @Module({ providers: [Config], exports: [Config] })
    class ConfigModule {}
    @Injectable()
    class Handlers {
      @OnVZapsEvent('Message', { name: 'factory' })
      @OnVZapsEvent('Message', { name: 'class' })
      @OnVZapsEvent('Message', { name: 'existing' })
      handle(_event: EventOf<'Message'>, ctx: EventContext) {
        seen.push(ctx.instanceId);
      }
    }
    const { origin } = await start(platform, {
      imports: [
        VZapsModule.forRootAsync({
          name: 'factory',
          imports: [ConfigModule],
          inject: [Config],
          useFactory: async (config: Config) => config.createVZapsOptions(),
        }),
        VZapsModule.forRootAsync({ name: 'class', useClass: Config }),
        VZapsModule.forRootAsync({ name: 'existing', imports: [ConfigModule], useExisting: Config }),
      ],
      providers: [Handlers],
    });
    for (const name of ['factory', 'class', 'existing']) {
      const url = signer('config').sign(`${origin}/webhooks/vzaps/${name}`, { instanceId: name });
      expect((await deliver(url, samplePayload('Message'))).outcome).toBe('handled');
    }
    expect(seen).toEqual(['factory', 'class', 'existing']);
  });

  it('injects the dependencies of the class of useClass', async () => {
    @Injectable()
    class Config implements VZapsOptionsFactory {
      @Inject('AUDIENCE') readonly audience!: string;

      createVZapsOptions() {
        return { verify: signer(this.audience).verify };
      }
    }
    const secrets = moduleOf({ providers: [{ provide: 'AUDIENCE', useValue: 'production' }], exports: ['AUDIENCE'] });
    const { origin } = await start(platform, {
      imports: [VZapsModule.forRootAsync({ imports: [secrets], useClass: Config })],
    });
    const url = signer('production').sign(`${origin}/webhooks/vzaps`, { instanceId: 'VZ1' });
    expect((await deliver(url, samplePayload('Message'))).outcome).toBe('unhandled');
  });
});
