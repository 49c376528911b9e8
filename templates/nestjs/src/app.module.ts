import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { createUrlSigner, VZapsClient, VZapsModule } from '@vzaps/nestjs';
import { BotService } from './bot.service.js';
import { HealthController } from './health.controller.js';

@Module({
  imports: [
    ConfigModule.forRoot(),
    VZapsModule.forRootAsync({
      isGlobal: true,
      imports: [ConfigModule],
      inject: [ConfigService],
      // With two processes or more, add `idempotency: redisStore(redis)` of @vzaps/redis.
      useFactory: (config: ConfigService) => ({
        verify: createUrlSigner({ secret: config.getOrThrow('WEBHOOK_SECRET') }).verify,
        client: new VZapsClient({
          clientToken: config.getOrThrow('VZAPS_CLIENT_TOKEN'),
          clientSecret: config.getOrThrow('VZAPS_CLIENT_SECRET'),
          baseUrl: config.get('VZAPS_BASE_URL'), // Only set for the fake VZaps.
        }),
      }),
    }),
  ],
  controllers: [HealthController],
  providers: [BotService],
})
export class AppModule {}
