import { Controller, Post, UseGuards } from '@nestjs/common';
import { VZapsContext, type VZapsEvent, VZapsGuard, VZapsPayload, type VZapsRequest } from '@vzaps/nestjs';
import { Public } from './auth.guard.ts';

@Public()
@Controller('support')
export class OwnController {
  @Post('webhook')
  @UseGuards(VZapsGuard('support'))
  receive(@VZapsPayload() event: VZapsEvent, @VZapsContext() ctx: Omit<VZapsRequest, 'event'>) {
    return { type: event.type, instanceId: ctx.instanceId };
  }
}
