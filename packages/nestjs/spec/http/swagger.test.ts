import { Controller, Get, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiExcludeController, ApiTags, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { expect, it } from 'vitest';
import { unsafeSkipVerification, VZapsModule } from '../../src/index.ts';
import { moduleOf, PLATFORMS, platforms } from '../app.fixture.ts';

@Controller('orders')
class OrdersController {
  @Get()
  list() {}
}

async function describePaths(platform: keyof typeof PLATFORMS, decorators: ClassDecorator[]) {
  const imports = [
    VZapsModule.forRoot({ verify: unsafeSkipVerification(), decorators }),
    VZapsModule.forRoot({ name: 'sales', verify: unsafeSkipVerification() }),
  ];
  const module: Type = moduleOf({ imports, controllers: [OrdersController] });
  const app = await NestFactory.create(module, PLATFORMS[platform](), { logger: false });
  const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  await app.init();
  await app.close();
  return Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
}

it.each(platforms)('The OpenAPI document of an application on %s does not contain the webhooks', async (platform) => {
  expect(await describePaths(platform, [])).toEqual(['get /orders']);
});

it.each([
  ['ApiExcludeController(false)', ApiExcludeController(false)],
  ["ApiTags('webhooks')", ApiTags('webhooks')],
])('The OpenAPI document contains one operation of the webhook with %s in decorators', async (_, decorator) => {
  expect((await describePaths('Express', [decorator])).sort()).toEqual(['get /orders', 'post /webhooks/vzaps']);
});

it('The OpenAPI document does not contain the webhook with ApiExcludeController() in decorators', async () => {
  const decorators = [ApiTags('webhooks'), ApiExcludeController()];
  expect(await describePaths('Express', decorators)).toEqual(['get /orders']);
});
