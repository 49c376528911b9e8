import type { EventOf, MessageActions } from '@vzaps/core';

export async function pong(event: EventOf<'Message'>, ctx: MessageActions): Promise<void> {
  if (!event.fromMe && event.text === 'ping') await ctx.reply('pong');
}
