import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SkipThrottle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { VZapsModule } from '@vzaps/nestjs';
import { Public } from './auth.guard.ts';
import { BotService } from './bot.service.ts';
import { JwtGuard } from './jwt.guard.ts';
import { signer, vzaps } from './vzaps.ts';

@Module({
  imports: [
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 1 }]),
    // #region guarded
    VZapsModule.forRoot({
      verify: signer.verify,
      client: vzaps,
      skipGlobalGuards: true,
      decorators: [SkipThrottle(), Public()],
    }),
    // #endregion
  ],
  providers: [BotService, { provide: APP_GUARD, useClass: ThrottlerGuard }, { provide: APP_GUARD, useClass: JwtGuard }],
})
export class GuardedModule {}
