import * as z from 'zod';
import { positional } from '../routes/define-route.ts';
import { boolean, freeMap, string } from '../schema/common.ts';
import { answer, confirmation, list } from '../schema/response-object.ts';

const category = answer({ id: string, name: string });
/** `profileOptions` is a free map: its keys stay as they are. */
const businessProfile = answer({
  businessHoursTimezone: string,
  categories: list(category).optional(),
  profileOptions: freeMap.optional(),
  address: string,
  email: string,
});

/** `connected` is always there, and alone when it is false (doc). */
const status = answer({
  connected: z.boolean(),
  phone: string,
  whatsappJid: string,
  pushName: string,
  businessName: string,
  businessProfile: businessProfile.optional(),
  profilePictureId: string,
  profilePictureUrl: string,
  profileUrl: string,
  verifiedName: string,
  about: string,
  website: string,
});

/** `qrCode` is a PNG as data URL; a number that is connected already answers `status` and `phone` instead (doc). */
const qr = answer(
  { qrCode: string, status: string, phone: string, pairingStatus: string, connected: boolean },
  { qrCode: ['QRCode'] },
);
const pairCode = answer({ linkingCode: z.string().min(1) }, { linkingCode: ['LinkingCode'] });

/** The connection of an instance with WhatsApp. */
export const sessions = {
  status: positional('GET /instances/:instanceId/session/status', ['instanceId'], { gives: status, repeatable: true }),
  /** Ask again until it is scanned: each code lives for a short while. */
  qr: positional('GET /instances/:instanceId/session/qr', ['instanceId'], { gives: qr, repeatable: true }),
  /** A code to type into WhatsApp instead of scanning. Not repeatable: a new code makes the one before worthless. */
  pairCode: positional('GET /instances/:instanceId/session/paircode/:phone', ['instanceId', 'phone'], {
    gives: pairCode,
  }),
  disconnect: positional('POST /instances/:instanceId/session/disconnect', ['instanceId'], {
    gives: confirmation(answer({ instanceId: string, status: string, details: string }).optional()),
    repeatable: true,
  }),
};
