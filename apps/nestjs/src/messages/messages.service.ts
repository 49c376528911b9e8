import { BadGatewayException, Inject, Injectable, Logger } from '@nestjs/common';
import { type EventOf, InjectVZaps, OnVZapsEvent, receiptRank, type VZapsClient, type VZapsError } from '@vzaps/nestjs';
import { settings } from '../settings.ts';
import type { NewMessage } from './message-request.ts';
import { MessageStore } from './message-store.ts';

@Injectable()
export class MessagesService {
  readonly #vzaps: VZapsClient;
  readonly #store: MessageStore;
  readonly #logger = new Logger(MessagesService.name);

  constructor(@InjectVZaps() vzaps: VZapsClient, @Inject(MessageStore) store: MessageStore) {
    this.#vzaps = vzaps;
    this.#store = store;
  }

  async send({ phone, message }: NewMessage) {
    const { instanceId } = settings;
    const number = await this.#store.add({ phone, message, at: new Date() });
    const { data } = await this.#vzaps.messages.sendText({ instanceId, phone, message }).catch((error: VZapsError) => {
      this.#logger.error(`Message ${number} was not confirmed: ${error.code}`);
      throw new BadGatewayException(`VZaps did not confirm the message: ${error.code}`, { cause: error });
    });
    this.#logger.log(`Sent message ${number} as ${data.messageId}`);
    const { id, status } = await this.#store.confirm(number, data.messageId);
    return { id, status };
  }

  @OnVZapsEvent('ReadReceipt')
  async record({ state, messageIds, timestamp = new Date() }: EventOf<'ReadReceipt'>): Promise<void> {
    const rank = receiptRank(state);
    // `ReadSelf`, for example, has no rank: it is about messages that others sent.
    if (state && rank) await this.#store.record(messageIds, { state: state.toLowerCase(), rank, at: timestamp });
  }
}
