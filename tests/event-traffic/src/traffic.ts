import fc from 'fast-check';
import { type Encoding, encodeDelivery } from './encode.ts';
import { createEvent, identify, type Occurrence, presencePhone, textOf, timeOf } from './occurrence.ts';
import { type AddressForm, PEOPLE, SHARED_CHATS } from './people.ts';

/** One delivery, in the order of the traffic. */
export interface Delivery {
  /** The instance that a verifier confirms. */
  readonly instanceId: string;
  readonly body: string;
}

export interface Traffic {
  readonly deliveries: readonly Delivery[];
  /** How often handlers must see each event: by instance, then by `markEvent()`. */
  readonly expected: ReadonlyMap<string, number>;
}

const INSTANCES = ['VZ1', 'VZ2'] as const;

// Ids that a sender can choose. Some of them are parts of other messages' keys, or look like keys.
const IDS = [
  'A',
  'B',
  '3EB0C767D26A1B5F7A11',
  '%7C',
  'A|B',
  'me|A',
  'A|edit|0',
  'evt_1',
  `${SHARED_CHATS[0]}|${PEOPLE[0]?.lid}|A`,
  `${SHARED_CHATS[0]}%7C${PEOPLE[0]?.lid}%7CA`,
  `VZ1|${SHARED_CHATS[0]}|me|A`,
  'A'.repeat(201),
  'A'.repeat(250),
];

const occurrence: fc.Arbitrary<Occurrence> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('message' as const) },
    fc.constantFrom('edit', 'resent edit', 'companion', 'receipt', 'presence'),
  ),
  author: fc.oneof(fc.nat({ max: PEOPLE.length - 1 }), fc.constant('me' as const)),
  chat: fc.oneof(fc.nat({ max: SHARED_CHATS.length - 1 }), fc.constant('direct' as const)),
  id: fc.constantFrom(...IDS),
  version: fc.nat({ max: 2 }),
  form: fc.constantFrom('conversation', 'extended_text_message', 'image_message'),
  state: fc.constantFrom('Delivered', 'Read', 'ReadSelf'),
});

interface Copy {
  /** Copies of all occurrences are delivered in the order of this number. */
  readonly at: number;
  readonly addresses: AddressForm;
  readonly device: number;
  readonly encoding: Omit<Encoding, 'frameId'>;
  readonly frame: number;
}

const copy: fc.Arbitrary<Copy> = fc.record({
  at: fc.nat({ max: 1_000_000 }),
  addresses: fc.constantFrom('lid', 'lid and phone', 'phone and lid'),
  device: fc.constantFrom(0, 0, 7),
  encoding: fc.record({
    casing: fc.constantFrom('snake', 'go'),
    envelope: fc.constantFrom('documented', 'json_data object', 'json_data text', 'form', 'realtime'),
    claimedInstanceId: fc.constantFrom('VZ1', 'VZ2', 'VZ1|VZ2', ''),
  }),
  frame: fc.nat({ max: 1 }),
});

interface Draft {
  readonly instanceId: string;
  readonly occurrence: Occurrence;
  readonly copies: readonly Copy[];
}

const draft: fc.Arbitrary<Draft> = fc.record({
  instanceId: fc.constantFrom(...INSTANCES),
  occurrence,
  copies: fc.array(copy, { minLength: 1, maxLength: 4 }),
});

/**
 * Random deliveries of one or two instances, and how often handlers must see each event. The conversations contain copies
 * in all envelopes and casings, partial copies, ids that another sender uses again, edits, and companions of messages.
 */
export function traffic({ minOccurrences = 1, maxOccurrences = 12 } = {}): fc.Arbitrary<Traffic> {
  return fc.array(draft, { minLength: minOccurrences, maxLength: maxOccurrences }).map(createTraffic);
}

function createTraffic(drafts: readonly Draft[]): Traffic {
  const expected = new Map<string, number>();
  const deliveries: { at: number; delivery: Delivery }[] = [];
  const seen = new Set<string>();
  for (const [mark, { instanceId, occurrence, copies }] of drafts.entries()) {
    const identity = `${instanceId} ${identify(occurrence)}`;
    // The same thing does not happen twice.
    if (seen.has(identity)) continue;
    seen.add(identity);
    const frameIds = new Set<string>();
    let withoutFrame = 0;
    for (const { at, addresses, device, encoding, frame } of copies) {
      const frameId = `evt_${mark}_${frame}`;
      if (encoding.envelope === 'realtime') frameIds.add(frameId);
      else withoutFrame += 1;
      const more = occurrence.kind === 'receipt' ? { state: occurrence.state } : {};
      // Only messages are known to have partial copies. All copies of a receipt name the same addresses.
      const form = occurrence.kind === 'receipt' ? (copies[0]?.addresses ?? addresses) : addresses;
      const event = createEvent(occurrence, mark, form, device);
      const body = encodeDelivery(TYPES[occurrence.kind], event, more, { ...encoding, frameId });
      deliveries.push({ at, delivery: { instanceId, body } });
    }
    // An event without a key is handled each time that it comes, but once for each id of a realtime frame.
    const hasKey = occurrence.kind !== 'companion' && occurrence.kind !== 'presence';
    expected.set(`${instanceId} ${createMark(occurrence, mark)}`, hasKey ? 1 : withoutFrame + frameIds.size);
  }
  deliveries.sort((a, b) => a.at - b.at);
  return { deliveries: deliveries.map(({ delivery }) => delivery), expected };
}

const TYPES = {
  message: 'Message',
  edit: 'Message',
  'resent edit': 'Message',
  companion: 'Message',
  receipt: 'ReadReceipt',
  presence: 'Presence',
} as const;

/** What `markEvent()` returns for the events of this occurrence. */
function createMark({ kind }: Occurrence, mark: number): string {
  if (kind === 'companion') return `companion ${timeOf(mark)}`;
  if (kind === 'receipt') return `receipt ${timeOf(mark)}`;
  if (kind === 'presence') return `presence ${presencePhone(mark)}`;
  return textOf(mark);
}
