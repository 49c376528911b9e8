import { Controller, Post, UseGuards } from '@nestjs/common';
import { type VerifiedEvent, VZapsContext, type VZapsEvent, VZapsGuard, VZapsPayload } from '@vzaps/nestjs';
import { Public } from './auth.guard.ts';

@Public()
@Controller('support')
export class SupportController {
  // #region receive
  @Post('webhook')
  @UseGuards(VZapsGuard('support'))
  receive(@VZapsPayload() event: VZapsEvent, @VZapsContext() ctx: Omit<VerifiedEvent, 'event'>) {
    return { type: event.type, instanceId: ctx.instanceId };
  }
  // #endregion
}
