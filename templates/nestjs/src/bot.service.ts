import { Injectable } from '@nestjs/common';
import { type EventContext, type EventOf, OnVZapsEvent, type VZapsClient } from '@vzaps/nestjs';

@Injectable()
export class BotService {
  @OnVZapsEvent('Message')
  async answer(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>): Promise<void> {
    if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
  }
}
