import type { EventField } from './interfaces.ts';

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A table of the fields of an interface. */
export function fieldTable(fields: EventField[]): string {
  return table(
    ['field', 'type', 'meaning'],
    fields.map(({ name, type, about }) => [`\`${name}\``, `\`${type}\``, about]),
  );
}

/** A block of JSON. */
export function code(value: unknown): string {
  return ['```json', JSON.stringify(value, null, 2), '```'].join('\n');
}
