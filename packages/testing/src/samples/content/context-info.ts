import { PERSON, phoneJid } from '../identities/people.ts';
import type { MessageSampleOptions } from '../options/message-options.ts';
import type { Node } from './node.ts';

/** Builds the `contextInfo` of a content: the quoted message, mentions, forwarding and the ad. */
export function contextInfo({ quoted, mentions, mentionsAll, forwarded, ad }: MessageSampleOptions): Node | undefined {
  const context: Node = {
    ...(quoted && {
      stanzaID: quoted.messageId,
      participant: quoted.sender ?? phoneJid(PERSON.phone),
      ...(quoted.chat && { remoteJID: quoted.chat }),
      quotedMessage: { conversation: quoted.text ?? 'The earlier message' },
    }),
    ...(mentions && { mentionedJID: mentions }),
    ...(mentionsAll && { nonJIDMentions: 1 }),
    ...(forwarded && { isForwarded: true, forwardingScore: 1 }),
    ...(ad && {
      conversionSource: 'FB_Ads',
      externalAdReply: {
        title: ad.title ?? 'Summer sale',
        sourceType: 'ad',
        sourceID: ad.sourceId ?? '120200000000001',
        sourceURL: ad.sourceUrl ?? 'https://fb.me/example',
        ctwaClid: ad.clickId ?? 'AffExample',
      },
      entryPointConversionSource: 'ctwa_ad',
    }),
  };
  return Object.keys(context).length > 0 ? context : undefined;
}
