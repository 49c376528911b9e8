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

  it('has one of nine names, or Unknown, and a misspelt one does not compile', () => {
    expectTypeOf<VZapsEvent['type']>().toEqualTypeOf<EventType | 'Unknown'>();
    expectTypeOf<(typeof EVENT_TYPES)[number]>().toEqualTypeOf<EventType>();
    expectTypeOf<(typeof EVENT_TYPES)['length']>().toEqualTypeOf<9>();
    // @ts-expect-error: there is no such event
    if (event.type === 'MessageRead') return;
    // @ts-expect-error: All is a subscription, not an event
    expectTypeOf<EventOf<'All'>>().toBeNever();
  });

  it('is an interface of its own name, which is what a hover shows', () => {
    expectTypeOf<EventOf<'Message'>>().toEqualTypeOf<VZapsMessageEvent>();
    expectTypeOf<EventOf<'Unknown'>>().toEqualTypeOf<UnknownEvent>();
    expectTypeOf<EventOf<'Connected' | 'Disconnected'>['type']>().toEqualTypeOf<'Connected' | 'Disconnected'>();
  });

  it('can be switched over exhaustively', () => {
    const nameOf = (of: VZapsEvent): string => {
      switch (of.type) {
        case 'Message':
          return of.messageId;
        case 'ReadReceipt':
          return of.state ?? of.receiptType ?? '';
        case 'Presence':
          return of.sender;
        case 'ChatPresence':
          return of.state;
        case 'HistorySync':
          return String(of.progress);
        case 'Connected':
        case 'Disconnected':
          return of.type;
        case 'GroupParticipantsAdd':
        case 'GroupParticipantsRemove':
          return of.participants.map(({ jid }) => jid).join();
        case 'Unknown':
          return of.claimedType ?? '';
        default:
          return of satisfies never;
      }
    };
    expectTypeOf(nameOf).returns.toBeString();
  });

  it('does not compile with a case that is missing', () => {
    const incomplete = (of: VZapsEvent) => {
      if (of.type === 'Message') return;
      // @ts-expect-error: eight others and Unknown are left
      of satisfies never;
    };
    expectTypeOf(incomplete).toBeFunction();
  });

  it('tells what may be missing', () => {
    expectTypeOf<VZapsMessageEvent>().toHaveProperty('messageId').toEqualTypeOf<string>();
    expectTypeOf<VZapsMessageEvent>().toHaveProperty('phone').toEqualTypeOf<string | undefined>();
    expectTypeOf<VZapsMessageEvent['timestamp']>().toEqualTypeOf<Date>();
    expectTypeOf<ReadReceiptEvent['timestamp']>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<VZapsEvent['raw']>().toBeUnknown();
    expectTypeOf<VZapsEvent['key']>().toEqualTypeOf<string | undefined>();
    // @ts-expect-error: what is absent is left out, not undefined
    ({ jid: '1@lid', phone: undefined }) satisfies EventOf<'GroupParticipantsAdd'>['participants'][number];
  });

  it('completes the states that are known, and accepts others', () => {
    expectTypeOf<'Played'>().toExtend<ReadReceiptEvent['state']>();
    expectTypeOf<'Read'>().toExtend<ReadReceiptEvent['state']>();
  });
});

describe('content', () => {
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

  it('has twenty-four kinds, which can be switched over exhaustively', () => {
    const all: Record<ContentKind, true> = {
      text: true,
      image: true,
      video: true,
      audio: true,
      document: true,
      sticker: true,
      location: true,
      contacts: true,
      reaction: true,
      poll: true,
      pollVote: true,
      buttonReply: true,
      listReply: true,
      edit: true,
      revoke: true,
      groupInvite: true,
      template: true,
      interactive: true,
      order: true,
      product: true,
      album: true,
      pin: true,
      protocol: true,
      unsupported: true,
    };
    expectTypeOf(all).toEqualTypeOf<Record<MessageContent['kind'], true>>();
  });
});

describe('schemas', () => {
  it('are there for each of the nine, typed', () => {
    expectTypeOf<keyof typeof schemas>().toEqualTypeOf<EventType>();
    expectTypeOf(z.toJSONSchema).toBeCallableWith(schemas.Message);
    expectTypeOf<z.infer<typeof schemas.Message>['event']['info']['id']>().toBeString();
    expectTypeOf<z.infer<typeof schemas.ReadReceipt>['type']>().toEqualTypeOf<'ReadReceipt'>();
  });
});
