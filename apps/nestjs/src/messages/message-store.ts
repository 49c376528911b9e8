import { Inject, Injectable } from '@nestjs/common';
import { and, asc, desc, eq, lt, notExists, sql } from 'drizzle-orm';
import { DATABASE, type OpenDatabase } from '../database/database.ts';
import { messages, receipts } from '../database/schema.ts';
import { type ReachedState, type ShownMessage, toShownMessage } from './shown-message.ts';

// The status is computed from the receipts, so it never goes back.
const WITH_RECEIPTS = { receipts: { orderBy: asc(receipts.rank) } } as const;

@Injectable()
export class MessageStore {
  readonly #db: OpenDatabase['db'];

  constructor(@Inject(DATABASE) { db }: OpenDatabase) {
    this.#db = db;
  }

  /**
   * Stores a message before it is sent, so that no message is sent without being stored.
   *
   * @returns The message's number.
   */
  async add(message: Pick<typeof messages.$inferInsert, 'phone' | 'message' | 'at'>): Promise<number> {
    const [added] = await this.#db.insert(messages).values(message).returning({ number: messages.number });
    return (added as { number: number }).number;
  }

  /** Stores the id of a message that VZaps accepted. */
  async confirm(number: number, id: string): Promise<ShownMessage> {
    await this.#db.update(messages).set({ id }).where(eq(messages.number, number));
    return (await this.find(id)) as ShownMessage;
  }

  /**
   * Stores that messages reached a state. Each state of a message is a row with the time when it was first reached. So
   * receipts may arrive in any order, more than once, and before their message is known.
   */
  async record(messageIds: readonly string[], { state, rank, at }: ReachedState): Promise<void> {
    // The ids are sorted, because two receipts that lock the same rows in different order would deadlock.
    const rows = [...new Set(messageIds)].sort().map((messageId) => ({ messageId, state, rank, at }));
    await this.#db
      .insert(receipts)
      .values(rows)
      .onConflictDoUpdate({
        target: [receipts.messageId, receipts.state],
        set: { at: sql`least(${receipts.at}, excluded.at)` },
      });
  }

  async find(id: string): Promise<ShownMessage | undefined> {
    const found = await this.#db.query.messages.findFirst({ where: eq(messages.id, id), with: WITH_RECEIPTS });
    return found && toShownMessage(found);
  }

  /** The newest messages first. `before` is the number of the previous page's last message. */
  async page(size: number, before?: number): Promise<{ messages: ShownMessage[]; next?: number }> {
    const found = await this.#db.query.messages.findMany({
      where: before === undefined ? undefined : lt(messages.number, before),
      orderBy: desc(messages.number),
      limit: size + 1,
      with: WITH_RECEIPTS,
    });
    const page = found.slice(0, size);
    const next = found.length > size ? page.at(-1)?.number : undefined;
    return { messages: page.map(toShownMessage), ...(next !== undefined && { next }) };
  }

  /** Deletes receipts older than `then` whose message was not sent by this application, but by the phone, for example. */
  async deleteForeignReceipts(then: Date): Promise<void> {
    const message = this.#db.select().from(messages).where(eq(messages.id, receipts.messageId));
    await this.#db.delete(receipts).where(and(lt(receipts.at, then), notExists(message)));
  }
}
