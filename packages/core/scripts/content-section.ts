import { contextInfo, messageContextInfo } from '../src/events/content/context-info.ts';
import { contentKinds } from '../src/events/content/kinds.ts';
import { NODES } from '../src/events/content/nodes.ts';
import { WRAPPERS } from '../src/events/content/unwrap.ts';
import { contentExampleOf } from './fixtures.ts';
import { interfaceWith, readInterface } from './interfaces.ts';
import { code, fieldTable, table } from './markdown.ts';
import { describe, wireTable } from './wire-fields.ts';

const kinds = [...Object.keys(contentKinds), 'unsupported'];

/** What a message can say: for each kind what a person sees and what a developer reads. */
export function contentSection(): string {
  return [
    '## The content of a message',
    '`event.content` is a union. Narrow it by `kind`. The last column is `event.text`, if the kind has text.',
    table(['kind', 'a person sees', '`event.text`'], kinds.map(overviewRow)),
    ...kinds.flatMap(kindSection),
    '### Media',
    readInterface('Media').about,
    fieldTable(readInterface('Media').fields),
    '`downloadInfo` has the fields that the sender gave:',
    fieldTable(readInterface('MediaNode').fields),
    ...['ContentButton', 'ListRow', 'InteractiveCard'].flatMap((name) => {
      const { about, fields } = readInterface(name);
      return [`### ${name}`, about, fieldTable(fields)];
    }),
    '### Quoted',
    readInterface('Quoted').about,
    fieldTable(readInterface('Quoted').fields),
    '### The nodes of `event.message`',
    '`event.message` contains one of these nodes. Companion nodes, such as encryption keys, can be beside it. Any other node is `unsupported`. Each payload of ' +
      '[packages/core/fixtures/Message](../packages/core/fixtures/Message) is in one file with its event.',
    ...nodeSections(),
    '#### `context_info`',
    describe(contextInfo).about,
    wireTable(contextInfo.fields),
    '#### `message_context_info`',
    describe(messageContextInfo).about,
    wireTable(messageContextInfo.fields),
    '#### Wrappers',
    'Any node of the form `{ "message": { … } }` may contain a message. Such nodes may be nested. These are known: ' +
      `${[...WRAPPERS.keys()].map((name) => `\`${name}\``).join(', ')}. ` +
      '`isViewOnce`, `isEphemeral`, `isStatus` and `isEdit` say what the message was unwrapped from.',
  ].join('\n\n');
}

function overviewRow(kind: string): string[] {
  const { shows, event } = contentExampleOf(kind);
  return [`[\`${kind}\`](#${kind.toLowerCase()})`, shows, typeof event.text === 'string' ? `\`${event.text}\`` : ''];
}

function kindSection(kind: string): string[] {
  const { shows, payload, event } = contentExampleOf(kind);
  const found = interfaceWith('kind', kind);
  const fields = found?.fields.filter(({ name }) => name !== 'kind') ?? [];
  return [
    `### ${kind}`,
    ...(found ? [found.about] : ['The file is in `media`: see [Media](#media).']),
    ...(fields.length > 0 ? [fieldTable(fields)] : []),
    `A person sees: ${shows} On the wire, \`event.message\` is:`,
    code((payload.event as { message: unknown }).message),
    'A developer reads:',
    code({ ...(event.text !== undefined && { text: event.text }), content: event.content }),
  ];
}

/** Nodes with the same fields share a table. */
function nodeSections(): string[] {
  const sections = new Map<string, string[]>();
  for (const [name, { shape }] of NODES) {
    const { certainty, about } = describe(shape);
    const fields = shape.kind === 'object' ? wireTable(shape.fields) : '';
    sections.set(fields, [...(sections.get(fields) ?? []), `- \`${name}\`: ${about} (${certainty})`]);
  }
  return [...sections].flatMap(([fields, lines]) => [lines.join('\n'), ...(fields ? [fields] : [])]);
}
