import {
  Body,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
  StandardSchemaValidationPipe,
  UseFilters,
  UseGuards,
  UsePipes,
} from '@nestjs/common';
import { ApiKeyGuard } from '../api-key.guard.ts';
import { DatabaseErrorFilter } from './database-error.filter.ts';
import { messageId, type NewMessage, newMessage, type PageOfMessages, pageOfMessages } from './message-request.ts';
import { MessageStore } from './message-store.ts';
import { MessagesService } from './messages.service.ts';

@Controller('messages')
@UseGuards(ApiKeyGuard)
@UsePipes(StandardSchemaValidationPipe)
@UseFilters(DatabaseErrorFilter)
export class MessagesController {
  readonly #service: MessagesService;
  readonly #store: MessageStore;

  constructor(@Inject(MessagesService) service: MessagesService, @Inject(MessageStore) store: MessageStore) {
    this.#service = service;
    this.#store = store;
  }

  @Post()
  send(@Body({ schema: newMessage }) message: NewMessage) {
    return this.#service.send(message);
  }

  @Get()
  page(@Query({ schema: pageOfMessages }) { size, before }: PageOfMessages) {
    return this.#store.page(size, before);
  }

  @Get(':id')
  async find(@Param('id', { schema: messageId }) id: string) {
    const message = await this.#store.find(id);
    if (!message) throw new NotFoundException('This application sent no message with this id.');
    return message;
  }
}
