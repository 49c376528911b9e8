import type { ContextInfo } from '../content/context-info.ts';
import { omitAbsent } from '../wire/omit-absent.ts';

/** The ad that the sender clicked before writing (click-to-WhatsApp). */
export interface MessageAd {
  /** The id of the ad or post. */
  sourceId?: string;
  /** The link to the ad or post. */
  sourceUrl?: string;
  /** The title of the ad. */
  title?: string;
  /** Meta's id of the click (`ctwa_clid`), which the Conversions API takes. */
  clickId?: string;
}

/** Reads the ad of a message. A bot's preview card uses the same field, but has no source. */
export function readAd({
  external_ad_reply: reply,
  entry_point_conversion_source,
}: ContextInfo): MessageAd | undefined {
  if (!reply) return undefined;
  const { source_id, source_url, source_type, title, ctwa_clid } = reply;
  if (!source_id && !ctwa_clid && !source_type && !entry_point_conversion_source) return undefined;
  return omitAbsent({ sourceId: source_id, sourceUrl: source_url, title, clickId: ctwa_clid });
}
