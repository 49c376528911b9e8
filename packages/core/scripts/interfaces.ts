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

/** Every interface of the events, by its name. */
const interfaces = new Map(
  readdirSync(EVENTS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .map((file) => ts.createSourceFile(file, readFileSync(new URL(file, EVENTS), 'utf8'), ts.ScriptTarget.ES2022, true))
    .flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration))
    .map((declaration) => [declaration.name.text, declaration]),
);

/** Reads an interface with its comments, its own fields first and then those of what it extends. */
export function readInterface(name: string): Interface {
  const found = interfaces.get(name);
  if (found === undefined) throw new Error(`the events have no interface ${name}`);
  const parents = found.heritageClauses?.flatMap((clause) => clause.types.flatMap((type) => inherited(type.getText())));
  const own = found.members.filter(ts.isPropertySignature).map((member) => ({
    name: `${member.name.getText()}${member.questionToken ? '?' : ''}`,
    type: (member.type?.getText() ?? '').replace(/\s+/g, ' '),
    about: commentOf(member),
  }));
  return { about: commentOf(found), fields: [...own, ...(parents ?? [])] };
}

/** `Parent`, or `Omit<Parent, 'field'>`: the events use no other form. */
function inherited(text: string): EventField[] {
  const [, name = '', omitted] = /^(?:Omit<)?(\w+)(?:, '(\w+)'>)?$/.exec(text) ?? [];
  return readInterface(name).fields.filter((field) => field.name !== omitted);
}

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ').trim();
}
