import { Injectable } from '@nestjs/common';
import { InjectVZaps, type VZapsClient } from '@vzaps/nestjs';

@Injectable()
export class OrdersService {
  @InjectVZaps() private readonly vzaps!: VZapsClient;

  async notify(instanceId: string, phone: string): Promise<void> {
    await this.vzaps.messages.sendText({ instanceId, phone, message: 'Your order is ready.' });
  }
}
