import { relations } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true }).notNull();

/** The messages that this application sends. */
export const messages = pgTable('messages', {
  /** The position in pages. */
  number: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  /** The id that VZaps gave the message, as in receipts. `null` until VZaps has confirmed the message. */
  id: text().unique(),
  phone: text().notNull(),
  message: text().notNull(),
  /** When the message was given to VZaps. */
  at: time('at'),
});

/**
 * When a message first reached a state. There is no foreign key, because a receipt may arrive before the response to the
 * call that sends its message.
 */
export const receipts = pgTable(
  'receipts',
  {
    messageId: text('message_id').notNull(),
    state: text().notNull(),
    /** A higher rank is a later state. */
    rank: smallint().notNull(),
    at: time('at'),
  },
  ({ messageId, state }) => [primaryKey({ columns: [messageId, state] })],
);

export const messageRelations = relations(messages, ({ many }) => ({ receipts: many(receipts) }));
export const receiptRelations = relations(receipts, ({ one }) => ({
  message: one(messages, { fields: [receipts.messageId], references: [messages.id] }),
}));
