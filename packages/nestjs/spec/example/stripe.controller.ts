import { Controller, Headers, Post, type RawBodyRequest, Req } from '@nestjs/common';
import Stripe from 'stripe';

// #region stripe
@Controller('webhooks/stripe')
export class StripeController {
  private readonly stripe = new Stripe(process.env.STRIPE_API_KEY ?? '');

  @Post()
  receive(@Req() request: RawBodyRequest<Request>, @Headers('stripe-signature') signature: string) {
    const secret = process.env.STRIPE_WEBHOOK_SECRET ?? '';
    const event = this.stripe.webhooks.constructEvent(request.rawBody ?? '', signature, secret);
    return { received: event.type };
  }
}
// #endregion
