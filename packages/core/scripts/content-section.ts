import { contextInfo } from '../src/events/content/context-info.ts';
import { NODES } from '../src/events/content/nodes.ts';
import { WRAPPERS } from '../src/events/content/unwrap.ts';
import { readInterface } from './interfaces.ts';
import { table } from './markdown.ts';
import { described, wireFields, wireTable } from './wire-fields.ts';

// In the order of the union. The five kinds of media are one interface.
const CONTENTS = [
  'TextContent',
  'LocationContent',
  'ContactsContent',
  'ReactionContent',
  'PollContent',
  'PollVoteContent',
  'ButtonReplyContent',
  'ListReplyContent',
  'EditContent',
  'RevokeContent',
  'GroupInviteContent',
  'ProtocolContent',
  'UnsupportedContent',
];

/** What a message can say, and where it stands on the wire. */
export function contentSection(): string {
  return [
    '## The content of a message',
    '`event.content` is a union: narrow it by `kind`.',
    table(['kind', '', 'fields'], [MEDIA, ...CONTENTS.map(contentRow)]),
    '### Media',
    readInterface('Media').about,
    fieldTable('Media'),
    '`node` holds, as far as the sender told:',
    fieldTable('MediaNode'),
    '### Quoted',
    readInterface('Quoted').about,
    fieldTable('Quoted'),
    '### The nodes of `event.message`',
    'At most one of them stands in `event.message`, beside what accompanies it. Any other is `unsupported`. For each kind ' +
      'there is a payload with its event in [packages/core/fixtures/Message](../packages/core/fixtures/Message).',
    ...nodeSections(),
    '#### `context_info`',
    described(contextInfo).about,
    wireTable(contextInfo),
    '#### Wrappers',
    `A message may stand inside of ${[...WRAPPERS.keys()].map((name) => `\`${name}.message\``).join(', ')}, or in several of ` +
      'them (seen for most, the rest lineage). `isViewOnce`, `isEphemeral` and `isEdit` tell what it was unwrapped from.',
  ].join('\n\n');
}

const MEDIA = ['`image`, `video`, `audio`, `document`, `sticker`', 'A file.', '`media`'];

function contentRow(name: string): string[] {
  const { about, fields } = readInterface(name);
  const kind = fields.find((field) => field.name === 'kind')?.type.replaceAll("'", '') ?? '';
  const others = fields.filter((field) => field.name !== 'kind').map((field) => `\`${field.name}: ${field.type}\``);
  return [`\`${kind}\``, about, others.join(', ')];
}

function fieldTable(name: string): string {
  const { fields } = readInterface(name);
  return table(
    ['field', 'type', ''],
    fields.map((field) => [`\`${field.name}\``, `\`${field.type}\``, field.about]),
  );
}

/** Nodes of the same fields share a table. */
function nodeSections(): string[] {
  const names = new Map<string, string[]>();
  for (const [name, { schema }] of NODES) {
    const { certainty, about } = described(schema);
    const fields = wireFields(schema).length > 0 ? wireTable(schema) : '';
    names.set(fields, [...(names.get(fields) ?? []), `\`${name}\`: ${about} (${certainty})`]);
  }
  return [...names].flatMap(([fields, lines]) => [
    lines.map((line) => `- ${line}`).join('\n'),
    ...(fields ? [fields] : []),
  ]);
}
