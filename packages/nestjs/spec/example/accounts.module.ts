import { Injectable, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type EventOf, InjectVZaps, OnVZapsEvent, type VZapsClient, VZapsModule } from '@vzaps/nestjs';
import { AuthGuard, Public } from './auth.guard.ts';
import { SupportController } from './support.controller.ts';
import { signer, vzaps } from './vzaps.ts';

@Injectable()
export class SalesService {
  readonly questions: string[] = [];

  @InjectVZaps('sales') readonly vzaps!: VZapsClient;

  // #region handler
  @OnVZapsEvent('Message', { name: 'sales' })
  note(event: EventOf<'Message'>) {
    this.questions.push(event.text ?? '');
  }
  // #endregion
}

@Module({
  imports: [
    // #region accounts
    VZapsModule.forRoot({ name: 'sales', verify: signer.verify, client: vzaps, decorators: [Public()] }),
    VZapsModule.forRootAsync({
      name: 'support',
      path: false,
      useFactory: () => ({ verify: signer.verify }),
    }),
    // #endregion
  ],
  controllers: [SupportController],
  providers: [SalesService, { provide: APP_GUARD, useClass: AuthGuard }],
})
export class AccountsModule {}
