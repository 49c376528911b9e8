import { Module } from '@nestjs/common';
import { VZapsClient, VZapsModule } from '@vzaps/nestjs';
import { DatabaseModule } from './database/database.module.ts';
import { MessageStore } from './messages/message-store.ts';
import { MessagesController } from './messages/messages.controller.ts';
import { MessagesService } from './messages/messages.service.ts';
import { RecoveryService } from './recovery.service.ts';
import { settings } from './settings.ts';
import { signer, WebhookService } from './webhook.service.ts';

@Module({
  imports: [VZapsModule.forRoot({ verify: signer.verify, client: new VZapsClient(settings.client) }), DatabaseModule],
  controllers: [MessagesController],
  providers: [MessageStore, MessagesService, RecoveryService, WebhookService],
})
export class AppModule {}
