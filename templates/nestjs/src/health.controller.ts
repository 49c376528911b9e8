import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { InjectVZapsReceiver, type Receiver, type ReceiverHealth } from '@vzaps/nestjs';

@Controller()
export class HealthController {
  @InjectVZapsReceiver() private readonly receiver!: Receiver;

  /** Liveness: the server answers. It must not depend on other systems, because a restart does not repair them. */
  @Get('healthz')
  live(): object {
    return { status: 'ok' };
  }

  /** Readiness: the load balancer sends nothing more while the receiver closes. */
  @Get('readyz')
  ready(): ReceiverHealth {
    const health = this.receiver.health();
    if (health.status === 'closing') throw new ServiceUnavailableException(health);
    return health;
  }
}
