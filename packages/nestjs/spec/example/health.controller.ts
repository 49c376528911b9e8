import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { InjectVZapsReceiver, type Receiver } from '@vzaps/nestjs';

// #region health
@Controller('readyz')
export class HealthController {
  @InjectVZapsReceiver() private readonly receiver!: Receiver;

  @Get()
  read() {
    const health = this.receiver.health();
    if (health.status === 'closing') throw new ServiceUnavailableException(health);
    return health;
  }
}
// #endregion
