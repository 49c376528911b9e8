import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import {
  type ContentKind,
  type EditContent,
  type EVENT_TYPES,
  type EventIssue,
  type EventOf,
  type EventType,
  type Media,
  type MessageContent,
  parseEvent,
  type ReadReceiptEvent,
  schemas,
  type UnknownEvent,
  type VZapsEvent,
  type VZapsMessageEvent,
} from './index.ts';

const event = parseEvent({});

describe('an event', () => {
  it('narrows by its type', () => {
    expectTypeOf(event).toEqualTypeOf<VZapsEvent>();
    if (event.type === 'ReadReceipt') {
      expectTypeOf(event).toEqualTypeOf<ReadReceiptEvent>();
      expectTypeOf(event.messageIds).toEqualTypeOf<string[]>();
    }
    if (event.type === 'Unknown') expectTypeOf(event.issues).toEqualTypeOf<EventIssue[]>();
  });

  it('has one of the event types or Unknown, and a misspelt type does not compile', () => {
    expectTypeOf<VZapsEvent['type']>().toEqualTypeOf<EventType | 'Unknown'>();
    expectTypeOf<(typeof EVENT_TYPES)[number]>().toEqualTypeOf<EventType>();
    expectTypeOf<'Message'>().toExtend<(typeof EVENT_TYPES)[number]>();
    // @ts-expect-error: there is no such event
    if (event.type === 'MessageRead') return;
    // @ts-expect-error: All is a subscription, not an event
    expectTypeOf<EventOf<'All'>>().toBeNever();
  });

  it('is an interface with a name of its own, which a hover shows', () => {
    expectTypeOf<EventOf<'Message'>>().toEqualTypeOf<VZapsMessageEvent>();
    expectTypeOf<EventOf<'Unknown'>>().toEqualTypeOf<UnknownEvent>();
    expectTypeOf<EventOf<'Connected' | 'Disconnected'>['type']>().toEqualTypeOf<'Connected' | 'Disconnected'>();
  });

  it('can be switched over exhaustively', () => {
    const nameOf = (of: EventOf<'Message' | 'ReadReceipt' | 'Unknown'>): string => {
      switch (of.type) {
        case 'Message':
          return of.messageId;
        case 'ReadReceipt':
          return of.state ?? of.receiptType ?? '';
        case 'Unknown':
          return of.claimedType ?? '';
        default:
          return of satisfies never;
      }
    };
    expectTypeOf(nameOf).returns.toBeString();
  });

  it('causes a compiler error if a function leaves out one of its types', () => {
    const incomplete = (of: VZapsEvent) => {
      if (of.type === 'Message') return;
      // @ts-expect-error: the other types and Unknown are not handled
      of satisfies never;
    };
    expectTypeOf(incomplete).toBeFunction();
  });

  it('marks the fields that may be absent', () => {
    expectTypeOf<VZapsMessageEvent>().toHaveProperty('messageId').toEqualTypeOf<string>();
    expectTypeOf<VZapsMessageEvent>().toHaveProperty('phone').toEqualTypeOf<string | undefined>();
    expectTypeOf<VZapsMessageEvent['timestamp']>().toEqualTypeOf<Date>();
    expectTypeOf<ReadReceiptEvent['timestamp']>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<VZapsEvent['raw']>().toBeUnknown();
    expectTypeOf<VZapsEvent['key']>().toEqualTypeOf<string | undefined>();
    // @ts-expect-error: an absent field is left out, not undefined
    ({ jid: '1@lid', phone: undefined }) satisfies EventOf<'GroupParticipantsAdd'>['participants'][number];
  });

  it('suggests the known states and accepts others', () => {
    expectTypeOf<'Played'>().toExtend<ReadReceiptEvent['state']>();
    expectTypeOf<'Read'>().toExtend<ReadReceiptEvent['state']>();
  });
});

describe('the content of a message', () => {
  it('narrows by its kind', () => {
    const content = {} as MessageContent;
    if (content.kind === 'edit') expectTypeOf(content).toEqualTypeOf<EditContent>();
    if (content.kind === 'audio') expectTypeOf(content.media).toExtend<Media>();
    if (content.kind === 'audio') expectTypeOf(content.media.kind).toEqualTypeOf<'audio'>();
    if (content.kind === 'reaction') expectTypeOf(content.emoji).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: there is no such kind
    if (content.kind === 'photo') return;
    // @ts-expect-error: only some kinds have media
    content.media;
  });

  it('has exactly the kinds in ContentKind, and the content of an edit is a MessageContent, too', () => {
    expectTypeOf<ContentKind>().toEqualTypeOf<MessageContent['kind']>();
    expectTypeOf<'text' | 'image' | 'pollVote' | 'edit' | 'revoke' | 'pin' | 'unsupported'>().toExtend<ContentKind>();
    expectTypeOf<EditContent['content']>().toEqualTypeOf<MessageContent>();
    // @ts-expect-error: there is no such kind
    expectTypeOf<'photo'>().toExtend<ContentKind>();
  });
});

describe('schemas', () => {
  it('exist for each event type, with types', () => {
    expectTypeOf<keyof typeof schemas>().toEqualTypeOf<EventType>();
    expectTypeOf(z.toJSONSchema).toBeCallableWith(schemas.Message);
    expectTypeOf<z.infer<typeof schemas.Message>['event']['info']['id']>().toBeString();
    expectTypeOf<z.infer<typeof schemas.ReadReceipt>['type']>().toEqualTypeOf<'ReadReceipt'>();
  });
});
