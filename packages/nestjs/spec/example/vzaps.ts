import { createUrlSigner, VZapsClient } from '@vzaps/nestjs';

export const signer = createUrlSigner({ secret: process.env.WEBHOOK_SECRET ?? '' });
export const vzaps = new VZapsClient({
  clientToken: process.env.VZAPS_CLIENT_TOKEN ?? '',
  clientSecret: process.env.VZAPS_CLIENT_SECRET ?? '',
  ...(process.env.VZAPS_BASE_URL && { baseUrl: process.env.VZAPS_BASE_URL }),
});
