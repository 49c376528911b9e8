import { describe, expect, it } from 'vitest';
import { isNewerReceipt, receiptRank } from './index.ts';

describe('a status', () => {
  it.each([
    [undefined, 'Delivered'],
    ['sent', 'Delivered'],
    ['Sent', 'Read'],
    ['Delivered', 'Read'],
    ['delivered', 'played'],
    ['Read', 'Played'],
  ])('moves on from %s to %s', (from, to) => {
    expect(isNewerReceipt(from, to)).toBe(true);
  });

  it.each([
    ['Read', 'Delivered'],
    ['Read', 'Read'],
    ['Played', 'Read'],
    ['Delivered', 'sent'],
    ['Delivered', 'ReadSelf'],
    ['Delivered', 'Vanished'],
    [undefined, 'Vanished'],
    ['Vanished', 'Read'],
    ['Delivered', 'toString'],
  ])('does not move from %s to %s', (from, to) => {
    expect(isNewerReceipt(from, to)).toBe(false);
  });

  it('ends at the furthest receipt, whatever the order of their arrival', () => {
    const after = (receipts: string[]) =>
      receipts.reduce<string | undefined>((state, next) => (isNewerReceipt(state, next) ? next : state), 'sent');
    expect(after(['Read', 'Delivered'])).toBe('Read');
    expect(after(['Delivered', 'Played', 'ReadSelf', 'Read', 'Delivered'])).toBe('Played');
  });

  it('has a rank only where it is known how far it is', () => {
    expect(['sent', 'Delivered', 'READ', 'Played', 'ReadSelf', ''].map(receiptRank)).toEqual([
      0,
      1,
      2,
      3,
      undefined,
      undefined,
    ]);
  });
});
