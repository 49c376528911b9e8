import { describe, expect, it } from 'vitest';
import { isNewerReceipt, receiptRank } from '../index.ts';

describe('isNewerReceipt', () => {
  it.each([
    [undefined, 'Delivered'],
    [null, 'Delivered'],
    ['sent', 'Delivered'],
    ['Sent', 'Read'],
    ['Delivered', 'Read'],
    ['delivered', 'played'],
    ['Read', 'Played'],
  ])('is true from %s to %s', (from, to) => {
    expect(isNewerReceipt(from, to)).toBe(true);
  });

  it.each([
    ['Read', null],
    [null, undefined],
    ['Read', 'Delivered'],
    ['Read', 'Read'],
    ['Played', 'Read'],
    ['Delivered', 'sent'],
    ['Delivered', 'ReadSelf'],
    ['Delivered', 'Vanished'],
    [undefined, 'Vanished'],
    ['Vanished', 'Read'],
    ['Delivered', 'toString'],
  ])('is false from %s to %s', (from, to) => {
    expect(isNewerReceipt(from, to)).toBe(false);
  });

  it('leads to the highest state, in whatever order the receipts arrive', () => {
    const after = (receipts: string[]) =>
      receipts.reduce<string | undefined>((state, next) => (isNewerReceipt(state, next) ? next : state), 'sent');
    expect(after(['Read', 'Delivered'])).toBe('Read');
    expect(after(['Delivered', 'Played', 'ReadSelf', 'Read', 'Delivered'])).toBe('Played');
  });

  it('returns no rank for ReadSelf and for an unknown state', () => {
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
