import { Module } from '@nestjs/common';
import { VZapsModule } from '@vzaps/nestjs';
import { BotService } from './bot.service.ts';
import { signer, vzaps } from './vzaps.ts';

@Module({
  imports: [VZapsModule.forRoot({ verify: signer.verify, client: vzaps, isGlobal: true })],
  providers: [BotService],
})
export class AppModule {}
