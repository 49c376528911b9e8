import { Inject, Injectable } from '@nestjs/common';
import { and, asc, desc, eq, lt, notExists, sql } from 'drizzle-orm';
import { DATABASE, type OpenDatabase } from '../database/database.ts';
import { messages, receipts } from '../database/schema.ts';
import { type ReachedState, type ShownMessage, toShownMessage } from './shown-message.ts';

// A status is the furthest receipt that there is: there is none to be changed, and so none to go back.
const WITH_RECEIPTS = { receipts: { orderBy: asc(receipts.rank) } } as const;

@Injectable()
export class MessageStore {
  readonly #db: OpenDatabase['db'];

  constructor(@Inject(DATABASE) { db }: OpenDatabase) {
    this.#db = db;
  }

  /**
   * Notes what is about to be sent: nothing is sent that could not be noted.
   *
   * @returns its number.
   */
  async add(message: Pick<typeof messages.$inferInsert, 'phone' | 'message' | 'at'>): Promise<number> {
    const [added] = await this.#db.insert(messages).values(message).returning({ number: messages.number });
    return (added as { number: number }).number;
  }

  /** Notes that VZaps took it, and by which id. */
  async confirm(number: number, id: string): Promise<ShownMessage> {
    await this.#db.update(messages).set({ id }).where(eq(messages.number, number));
    return (await this.find(id)) as ShownMessage;
  }

  /**
   * Notes that messages came so far. Each state of a message is a row of its own with the time when it was reached
   * first, so that nothing depends on the order of receipts, nor on how often they come, nor on whether the message
   * is known yet.
   */
  async record(messageIds: readonly string[], { state, rank, at }: ReachedState): Promise<void> {
    // Sorted: two receipts that lock the same rows in two orders wait for each other.
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

  /** The newest first; `before` is the number of the last message of the page before. */
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

  /** Forgets receipts from before `then` of messages that were not sent through here, but from the phone, say. */
  async forgetStrays(then: Date): Promise<void> {
    const itsMessage = this.#db.select().from(messages).where(eq(messages.id, receipts.messageId));
    await this.#db.delete(receipts).where(and(lt(receipts.at, then), notExists(itsMessage)));
  }
}
