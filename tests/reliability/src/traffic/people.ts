import type { Random } from '../random.ts';
import type { Conversation, Pace } from './plan-types.ts';

export const INSTANCES = ['VZ9K2M4N8P1Q3R5S7T0WAAAAAAAA', 'VZ9K2M4N8P1Q3R5S7T0WBBBBBBBB'] as const;

const PACES: readonly Pace[] = ['waiting', 'waiting', 'pipelined', 'pipelined', 'pipelined', 'firing', 'firing'];

/** One in ten is a group that both instances are in: each receives the same message ids, and handles them. */
export function makeConversations(random: Random, count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) => {
    const group = index % 20 >= 18;
    const instance = INSTANCES[index % 2] as string;
    // Both conversations of a couple are the same group, seen from two numbers.
    const person = group ? `12036302${String(index - (index % 2)).padStart(10, '0')}` : `5511900${900_000 + index}`;
    return { id: `${instance}|${person}`, instance, person, group, pace: random.pick(PACES), steps: [], aside: [] };
  });
}
