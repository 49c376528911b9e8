/** How one copy of an event is delivered. */
export interface Encoding {
  readonly casing: 'snake' | 'go';
  readonly envelope: 'documented' | 'json_data object' | 'json_data text' | 'form' | 'realtime';
  /** The instance that the body claims. Nothing confirms it. */
  readonly claimedInstanceId: string;
  /** The id of a realtime frame. */
  readonly frameId: string;
}

// Go's names of the fields that the traffic uses. A second table, written by hand: the parser's own is not reused.
const GO_NAMES: Readonly<Record<string, string>> = {
  info: 'Info',
  id: 'ID',
  chat: 'Chat',
  sender: 'Sender',
  sender_alt: 'SenderAlt',
  is_from_me: 'IsFromMe',
  is_group: 'IsGroup',
  timestamp: 'Timestamp',
  message: 'Message',
  raw_message: 'RawMessage',
  unavailable_request_id: 'UnavailableRequestID',
  newsletter_meta: 'NewsletterMeta',
  edit_ts: 'EditTS',
  message_i_ds: 'MessageIDs',
  from: 'From',
};
// Protobuf fields keep a small first letter.
const PROTOBUF_NAMES: Readonly<Record<string, string>> = {
  extended_text_message: 'extendedTextMessage',
  image_message: 'imageMessage',
  protocol_message: 'protocolMessage',
  edited_message: 'editedMessage',
  sender_key_distribution_message: 'senderKeyDistributionMessage',
  message_context_info: 'messageContextInfo',
  placeholder_message: 'placeholderMessage',
  media_key: 'mediaKey',
  group_id: 'groupID',
};

/** Returns the body of a delivery. */
export function encodeDelivery(type: string, event: object, more: object, encoding: Encoding): string {
  const payload = { type, ...more, event: encoding.casing === 'go' ? renameEvent(event) : event };
  const claimed = { instance_id: encoding.claimedInstanceId };
  switch (encoding.envelope) {
    case 'documented':
      return JSON.stringify(payload);
    case 'json_data object':
      return JSON.stringify({ json_data: payload, token: 'hush', ...claimed });
    case 'json_data text':
      return JSON.stringify({ json_data: JSON.stringify(payload), ...claimed });
    case 'form':
      return `jsonData=${encodeURIComponent(JSON.stringify(payload))}&token=hush`;
    case 'realtime':
      return JSON.stringify({
        id: encoding.frameId,
        type,
        created_at: '2026-06-23T22:57:17.000Z',
        ...claimed,
        data: payload,
      });
  }
}

/** `message` and `raw_message` contain a protobuf message. The other fields are from a Go struct. */
function renameEvent(event: object): object {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      const isProtobuf = name === 'message' || name === 'raw_message';
      const renamed = isProtobuf ? renameProtobuf(value) : isObject(value) ? renameEvent(value) : value;
      return [GO_NAMES[name] ?? name, renamed];
    }),
  );
}

function renameProtobuf(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [PROTOBUF_NAMES[name] ?? name, renameProtobuf(each)]),
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
