import * as z from 'zod';
import { positional } from '../routes/define-route.ts';
import { boolean, freeMap, string } from '../schema/common.ts';
import { confirmation, list, responseObject } from '../schema/response-object.ts';

const category = responseObject({ id: string, name: string });
/** The keys of `profileOptions` are not translated. */
const businessProfile = responseObject({
  businessHoursTimezone: string,
  categories: list(category).optional(),
  profileOptions: freeMap.optional(),
  address: string,
  email: string,
});

/** `connected` is always there. If it is false, it is the only field (documented). */
const status = responseObject({
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

/** `qrCode` is a PNG as a data URL. A connected number has `status` and `phone` instead (documented). */
const qr = responseObject(
  { qrCode: string, status: string, phone: string, pairingStatus: string, connected: boolean },
  { qrCode: ['QRCode'] },
);
const pairCode = responseObject({ linkingCode: z.string().min(1) }, { linkingCode: ['LinkingCode'] });

/** The connection of an instance to WhatsApp. */
export const sessions = {
  /**
   * Returns whether the instance is connected, and its WhatsApp profile.
   *
   * @example
   * const { data } = await client.sessions.status('VZ1');
   * if (!data.connected) process.exitCode = 1;
   */
  status: positional('GET /instances/:instanceId/session/status', ['instanceId'], {
    responseSchema: status,
    repeatable: true,
  }),
  /** Returns the QR code to scan. A code expires soon, so call again until it was scanned. */
  qr: positional('GET /instances/:instanceId/session/qr', ['instanceId'], { responseSchema: qr, repeatable: true }),
  /**
   * Returns a code to type into WhatsApp instead of scanning. A new code disables the one before, so the call is not
   * repeated.
   */
  pairCode: positional('GET /instances/:instanceId/session/paircode/:phone', ['instanceId', 'phone'], {
    responseSchema: pairCode,
  }),
  /** Disconnects the instance from WhatsApp. */
  disconnect: positional('POST /instances/:instanceId/session/disconnect', ['instanceId'], {
    responseSchema: confirmation(responseObject({ instanceId: string, status: string, details: string }).optional()),
    repeatable: true,
  }),
};
