import { expect, it } from 'vitest';
import * as index from './index.ts';

it('gives these names, and no other', () => {
  expect(Object.keys(index)).toMatchInlineSnapshot(`
    [
      "VZapsClient",
      "createReceiver",
      "createUrlSigner",
      "hmacSignature",
      "memoryStore",
      "standardWebhooks",
      "trustEveryone",
      "urlToken",
      "VZapsError",
      "InjectVZaps",
      "InjectVZapsReceiver",
      "OnVZapsEvent",
      "VZapsContext",
      "VZapsPayload",
      "getVZapsReceiverToken",
      "getVZapsToken",
      "isVZapsContext",
      "VZapsGuard",
      "VZapsModule",
    ]
  `);
});
