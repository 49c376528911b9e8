import { isPersonKind, type Jid, kindOf, toUserJid } from '../jid.ts';

interface Sender {
  fromMe: boolean;
  sender: Jid;
  /** The sender's other address, if it is known. */
  senderAlt: Jid | undefined;
}

/**
 * The sender as part of a key: `me` for the connected number, else the LID if one is known, else the phone, without a
 * device. The partial and the complete copy of a message both know the LID [seen], so their keys are equal.
 */
export function senderIdentity({ fromMe, sender, senderAlt }: Sender): string {
  if (fromMe) return 'me';
  if (kindOf(sender) === 'lid' || senderAlt === undefined) return toUserJid(sender);
  const isBetter = kindOf(senderAlt) === 'lid' || !isPersonKind(kindOf(sender));
  return toUserJid(isBetter && isPersonKind(kindOf(senderAlt)) ? senderAlt : sender);
}
