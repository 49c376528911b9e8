import type { Random } from '../random.ts';
import type { Conversation, Pace } from './plan-types.ts';

export const INSTANCES = ['VZ9K2M4N8P1Q3R5S7T0WAAAAAAAA', 'VZ9K2M4N8P1Q3R5S7T0WBBBBBBBB'] as const;

const PACES: readonly Pace[] = [
  'one by one',
  'one by one',
  'pipelined',
  'pipelined',
  'pipelined',
  'concurrent',
  'concurrent',
];

/** One conversation in ten is a group of which both instances are members. Each receives and handles the same message ids. */
export function createConversations(random: Random, count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) => {
    const isGroup = index % 20 >= 18;
    const instance = INSTANCES[index % 2] as string;
    // Two conversations that follow each other are the same group, seen from two instances.
    const phone = isGroup ? `12036302${String(index - (index % 2)).padStart(10, '0')}` : `5511900${900_000 + index}`;
    return { id: `${instance}|${phone}`, instance, phone, isGroup, pace: random.pick(PACES), steps: [], beside: [] };
  });
}
