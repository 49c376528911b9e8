import { Injectable } from '@nestjs/common';
import { type EventContext, type EventOf, OnVZapsEvent, type VZapsClient } from '@vzaps/nestjs';

@Injectable()
export class BotService {
  readonly states = new Map<string, string | undefined>();

  // #region answer
  @OnVZapsEvent('Message')
  async answer(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) {
    if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
  }
  // #endregion

  @OnVZapsEvent('ReadReceipt')
  track(event: EventOf<'ReadReceipt'>) {
    for (const id of event.messageIds) this.states.set(id, event.state);
  }
}
