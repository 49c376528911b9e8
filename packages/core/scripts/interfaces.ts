import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A field of an event, as a row of a table. */
export interface EventField {
  name: string;
  type: string;
  about: string;
}

export interface Interface {
  about: string;
  fields: EventField[];
}

const EVENTS = new URL('../src/events/', import.meta.url);

/** Every interface of the events by its name. */
const interfaces = new Map(
  readdirSync(EVENTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .map((file) => ts.createSourceFile(file, readFileSync(new URL(file, EVENTS), 'utf8'), ts.ScriptTarget.ES2022, true))
    .flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration))
    .map((declaration) => [declaration.name.text, declaration]),
);

/** The public interface whose field has this literal type, for example `type: 'Message'` or `kind: 'text'`. */
export function interfaceWith(field: 'type' | 'kind', value: string): Interface | undefined {
  for (const [name, declaration] of interfaces) {
    const isPublic = declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const hasValue = declaration.members.some(
      (member) =>
        ts.isPropertySignature(member) && member.name.getText() === field && member.type?.getText() === `'${value}'`,
    );
    if (isPublic && hasValue) return readInterface(name);
  }
  return undefined;
}

/** Reads an interface with its comments: its own fields first, then the fields of the interfaces that it extends. */
export function readInterface(name: string): Interface {
  const found = interfaces.get(name);
  if (found === undefined) throw new Error(`The events have no interface '${name}'.`);
  const parents = found.heritageClauses?.flatMap((clause) =>
    clause.types.flatMap((type) => inheritedFields(type.getText())),
  );
  const own = found.members.filter(ts.isPropertySignature).map((member) => ({
    name: `${member.name.getText()}${member.questionToken ? '?' : ''}`,
    type: (member.type?.getText() ?? '').replace(/\s+/g, ' '),
    about: commentOf(member),
  }));
  return { about: commentOf(found), fields: [...own, ...(parents ?? [])] };
}

/** The fields of `Parent`, `Omit<Parent, …>`, `Pick<Parent, …>` or `Partial<Pick<Parent, …>>`. */
function inheritedFields(text: string): EventField[] {
  const names = [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const parent = /(\w+)(?:,|>|$)/.exec(text.replace(/^(?:Partial|Omit|Pick)<(?:(?:Omit|Pick)<)?/, ''))?.[1] ?? '';
  const { fields } = readInterface(parent);
  const isListed = ({ name }: EventField) => names.includes(name.replace('?', ''));
  if (text.startsWith('Omit<')) return fields.filter((field) => !isListed(field));
  if (!text.includes('Pick<')) return fields;
  const picked = fields.filter(isListed);
  if (!text.startsWith('Partial<')) return picked;
  return picked.map((field) => ({ ...field, name: `${field.name.replace('?', '')}?` }));
}

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ').trim();
}
