import {
  type EventContext,
  type EventOf,
  InjectVZaps,
  OnVZapsEvent,
  unsafeSkipVerification,
  type VZapsClient,
  VZapsModule,
  VZapsPayload,
} from '../index.ts';

declare const client: VZapsClient;

/** These handlers compile. */
export class Handlers {
  @InjectVZaps()
  readonly vzaps!: VZapsClient;

  constructor(@InjectVZaps('sales') sales: VZapsClient) {
    this.vzaps = sales;
  }

  @OnVZapsEvent('Message')
  async message(event: EventOf<'Message'>, ctx: EventContext<VZapsClient, 'Message'>) {
    const { messageId } = await ctx.reply(event.text ?? '');
    return messageId satisfies string;
  }

  @OnVZapsEvent('Message')
  bound(_event: EventOf<'Message'>, ctx: EventContext<ReturnType<VZapsClient['forInstance']>, 'Message'>) {
    return ctx.client.messages;
  }

  @OnVZapsEvent(['Connected', 'Disconnected'], { name: 'sales' })
  connection(event: EventOf<'Connected' | 'Disconnected'>, ctx: EventContext) {
    return [event.type, ctx.signal];
  }

  @OnVZapsEvent('Message')
  @OnVZapsEvent('ReadReceipt')
  both(event: EventOf<'Message'> | EventOf<'ReadReceipt'>, ctx: EventContext<VZapsClient>) {
    return [event.chat, ctx.client];
  }

  @OnVZapsEvent('Unknown')
  unknown({ issues }: EventOf<'Unknown'>) {
    return issues;
  }

  @OnVZapsEvent('Presence')
  nothing() {}

  @OnVZapsEvent('Presence')
  more(@VZapsPayload() _event: EventOf<'Presence'>, _ctx: EventContext, _decorated: string) {}
}

interface Command {
  name: string;
}
declare const toCommand: { transform(event: EventOf<'Message'>): Command };

/** These handlers name the type that a pipe returns, because a decorator cannot see the pipe. */
export class Piped {
  @OnVZapsEvent<'Message', Command>('Message')
  command(@VZapsPayload(toCommand) command: Command, ctx: EventContext<VZapsClient, 'Message'>) {
    return [command.name, ctx.reply];
  }

  @OnVZapsEvent<'Message' | 'ReadReceipt', string>(['Message', 'ReadReceipt'], { name: 'sales' })
  text(@VZapsPayload(toCommand) text: string) {
    return text;
  }
}

/** These handlers do not compile. */
export class Mistakes {
  // @ts-expect-error: this event type does not exist
  @OnVZapsEvent('MessageRead')
  misspelt() {}

  // @ts-expect-error: one of the event types does not exist
  @OnVZapsEvent(['Message', 'Receipt'])
  misspeltInAList() {}

  // @ts-expect-error: a receipt is not a message
  @OnVZapsEvent('ReadReceipt')
  other(_event: EventOf<'Message'>) {}

  // @ts-expect-error: the method accepts only one of the two events
  @OnVZapsEvent(['Message', 'ReadReceipt'])
  oneOfTwo(_event: EventOf<'Message'>) {}

  // @ts-expect-error: the second decorator checks the method, too
  @OnVZapsEvent('ReadReceipt')
  @OnVZapsEvent('Message')
  stacked(_event: EventOf<'Message'>) {}

  // @ts-expect-error: the context of a receipt has no reply()
  @OnVZapsEvent('ReadReceipt')
  context(_event: EventOf<'ReadReceipt'>, _ctx: EventContext<VZapsClient, 'Message'>) {}

  // @ts-expect-error: the pipe returns another type
  @OnVZapsEvent<'Message', Command>('Message')
  piped(@VZapsPayload(toCommand) _text: string) {}

  // @ts-expect-error: the pipe's type is not named
  @OnVZapsEvent('Message')
  unsaid(@VZapsPayload(toCommand) _command: Command) {}

  // @ts-expect-error: Nest finds only instance methods
  @OnVZapsEvent('Message')
  static unfound(_event: EventOf<'Message'>) {}

  // @ts-expect-error: Nest does not find properties
  @OnVZapsEvent('Message')
  property = (_event: EventOf<'Message'>) => {};

  // @ts-expect-error: the event comes first
  @OnVZapsEvent('Message')
  order(_ctx: EventContext, _event: EventOf<'Message'>) {}
}

VZapsModule.forRoot({ verify: unsafeSkipVerification(), client, path: false, isGlobal: true, skipGlobalGuards: true });
VZapsModule.forRoot({ verify: [unsafeSkipVerification()], client: client.forInstance('VZ1'), name: 'sales' });
VZapsModule.forRootAsync({
  inject: ['secret'],
  useFactory: async () => ({ verify: unsafeSkipVerification(), client }),
});
// @ts-expect-error: a verifier is required
VZapsModule.forRoot({ path: 'hook' });
// @ts-expect-error: the name is given beside useFactory
VZapsModule.forRootAsync({ useFactory: () => ({ name: 'sales' }) });
