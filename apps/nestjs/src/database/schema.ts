import { relations } from 'drizzle-orm';
import { bigint, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true }).notNull();

/** What was to be sent through here. */
export const messages = pgTable('messages', {
  /** By which pages are asked for. */
  number: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  /** VZaps' id, by which receipts name the message; none until VZaps has told it. */
  id: text().unique(),
  phone: text().notNull(),
  message: text().notNull(),
  /** When it was handed to VZaps. */
  at: time('at'),
});

/**
 * When a message first came so far. There is no foreign key: a receipt may be quicker than the answer to the call that
 * sends its message.
 */
export const receipts = pgTable(
  'receipts',
  {
    messageId: text('message_id').notNull(),
    state: text().notNull(),
    /** The higher, the further. */
    rank: smallint().notNull(),
    at: time('at'),
  },
  ({ messageId, state }) => [primaryKey({ columns: [messageId, state] })],
);

export const messageRelations = relations(messages, ({ many }) => ({ receipts: many(receipts) }));
export const receiptRelations = relations(receipts, ({ one }) => ({
  message: one(messages, { fields: [receipts.messageId], references: [messages.id] }),
}));
