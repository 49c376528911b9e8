import type { NestApplicationOptions } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type AdapterMount, adapterContract } from '@vzaps/testing';
import { getVZapsReceiverToken, unsafeSkipVerification, VZapsModule } from '../src/index.ts';
import { NEST, PLATFORMS, type Platform } from './app.fixture.ts';

function mountOn(platform: Platform, options: NestApplicationOptions = {}): AdapterMount {
  return async (receiver) => {
    const module = await Test.createTestingModule({
      imports: [VZapsModule.forRoot({ verify: unsafeSkipVerification() })],
    })
      .overrideProvider(getVZapsReceiverToken())
      .useValue(receiver)
      .compile();
    const app = module.createNestApplication(PLATFORMS[platform](), {
      logger: false,
      forceCloseConnections: true,
      ...options,
    });
    await app.listen(0, '127.0.0.1');
    return { url: `${await app.getUrl()}/webhooks/vzaps`, close: () => app.close() };
  };
}

adapterContract(`${NEST} on Express`, mountOn('Express'), { kind: 'json' });
adapterContract(`${NEST} on Express, rawBody`, mountOn('Express', { rawBody: true }), { kind: 'json with bytes' });
adapterContract(`${NEST} on Express, no parser`, mountOn('Express', { bodyParser: false }));
adapterContract(`${NEST} on Fastify`, mountOn('Fastify'), { kind: 'fastify json' });
adapterContract(`${NEST} on Fastify, rawBody`, mountOn('Fastify', { rawBody: true }), {
  kind: 'fastify json with bytes',
});
