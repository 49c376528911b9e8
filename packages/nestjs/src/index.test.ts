import { expect, it } from 'vitest';
import * as index from './index.ts';

it('gives these names, and no other', () => {
  expect(Object.keys(index).sort()).toMatchInlineSnapshot(`
    [
      "InjectVZaps",
      "InjectVZapsReceiver",
      "OnVZapsEvent",
      "VZapsClient",
      "VZapsContext",
      "VZapsError",
      "VZapsGuard",
      "VZapsModule",
      "VZapsPayload",
      "createReceiver",
      "createUrlSigner",
      "getVZapsReceiverToken",
      "getVZapsClientToken",
      "hmacSignature",
      "isNewerReceipt",
      "isVZapsContext",
      "memoryStore",
      "receiptRank",
      "reportOf",
      "standardWebhooks",
      "unsafeSkipVerification",
      "urlToken",
    ]
  `);
});
