// The parts of a wire description. A description is plain data: `createReader` validates payloads with it, and the
// export `schemas` builds zod schemas from it. Each field takes a text that begins with the mark of its certainty:
// [doc], [seen], [lineage] or [unknown] (see docs/events.md). Optional fields may be absent or null.

/** A field of a payload. `T` is the type of its value. */
interface Field<T> {
  about: string;
  /** Never set: it carries the type. */
  readonly output?: T;
}

export interface TextField<T = string | null | undefined> extends Field<T> {
  kind: 'text';
  optional: boolean;
  /** 1: the text must not be empty. */
  minLength: 0 | 1;
}

export interface NumberField<T = number | string | null | undefined> extends Field<T> {
  kind: 'number';
  optional: boolean;
}

export interface FlagField extends Field<boolean | null | undefined> {
  kind: 'flag';
  optional: true;
}

export interface LiteralField<T extends string = string> extends Field<T> {
  kind: 'literal';
  optional: false;
  value: T;
}

export interface ObjectField<T = unknown> extends Field<T> {
  kind: 'object';
  optional: boolean;
  fields: Fields;
  /** The name of the schema, for an object that several schemas share. */
  id?: string;
}

/** An object field that keeps the types of its fields. */
export type ObjectFieldOf<Shape extends Fields, T> = Omit<ObjectField<T>, 'fields' | 'output'> & {
  fields: Shape;
  readonly output?: T;
};

export interface ListField<T = unknown> extends Field<T> {
  kind: 'list';
  optional: true;
  item: WireField;
}

/** Text or an object. */
export interface UnionField<T = unknown> extends Field<T> {
  kind: 'union';
  optional: false;
  options: readonly [TextField<string>, ObjectField];
}

/** A lazy field: it is described, but `createReader` does not look inside. */
export interface LazyField extends Field<unknown> {
  kind: 'lazy';
  optional: true;
  /** What it holds. `'message'` is the message itself again, which makes the schema recursive. */
  holds: WireField | 'message' | 'anything';
}

export type WireField =
  | TextField<string>
  | TextField
  | NumberField<number | string>
  | NumberField
  | FlagField
  | LiteralField
  | ObjectField
  | ListField
  | UnionField
  | LazyField;

export interface Fields {
  [name: string]: WireField;
}

/** The type of the value that a field describes. */
export type OutputOf<F extends WireField> = F extends { readonly output?: infer T } ? T : never;

/** The type of an object with these fields. */
export type ObjectOf<Shape extends Fields> = {
  [Name in keyof Shape as undefined extends OutputOf<Shape[Name]> ? never : Name]: OutputOf<Shape[Name]>;
} & {
  [Name in keyof Shape as undefined extends OutputOf<Shape[Name]> ? Name : never]?: OutputOf<Shape[Name]>;
};

/** Text that must be there and must not be empty. */
export const required = (about: string): TextField<string> => ({ kind: 'text', about, optional: false, minLength: 1 });

/** Text that must be there and may be empty. */
export const anyText = (about: string): TextField<string> => ({ kind: 'text', about, optional: false, minLength: 0 });

export const text = (about: string): TextField => ({ kind: 'text', about, optional: true, minLength: 0 });

export const flag = (about: string): FlagField => ({ kind: 'flag', about, optional: true });

/** A number or its text: Go writes 64-bit numbers as text. */
export const number = (about: string): NumberField => ({ kind: 'number', about, optional: true });

export const requiredNumber = (about: string): NumberField<number | string> => ({
  kind: 'number',
  about,
  optional: false,
});

/** A time: RFC 3339 text, or a number of seconds or milliseconds. */
export const time = (about: string): NumberField => number(about);

export const literal = <Value extends string>(about: string, value: Value): LiteralField<Value> => ({
  kind: 'literal',
  about,
  optional: false,
  value,
});

/** An object that must be there. Unknown keys are allowed. `id` names the schema of an object that several schemas share. */
export const requiredObject = <const Shape extends Fields>(
  about: string,
  fields: Shape,
  id?: string,
): ObjectFieldOf<Shape, ObjectOf<Shape>> => ({
  kind: 'object',
  about,
  optional: false,
  fields,
  ...(id !== undefined && { id }),
});

export const object = <const Shape extends Fields>(
  about: string,
  fields: Shape,
  id?: string,
): ObjectFieldOf<Shape, ObjectOf<Shape> | null | undefined> => ({
  kind: 'object',
  about,
  optional: true,
  fields,
  ...(id !== undefined && { id }),
});

export const list = <Item extends WireField>(
  about: string,
  item: Item,
): ListField<(OutputOf<Item> | null)[] | null | undefined> => ({ kind: 'list', about, optional: true, item });

export const textOrObject = <Shape extends ObjectField>(
  text: TextField<string>,
  object: Shape,
): UnionField<string | OutputOf<Shape>> => ({
  kind: 'union',
  about: '',
  optional: false,
  options: [text, object],
});

/** A field that is described but not validated: a large part, or one that is read later. */
export const lazy = (about: string, holds: LazyField['holds']): LazyField => ({
  kind: 'lazy',
  about,
  optional: true,
  holds,
});

/** A field that holds a message again: a quote, an edit, a wrapper. */
export const messageField = (about: string): LazyField => lazy(about, 'message');

/**
 * The variants of a protobuf oneof. Go's encoder writes them inside an object that is named after the oneof, and VZaps
 * may flatten that object. So the variants are described in both places.
 */
export const oneof = <const Name extends string, const Variants extends Fields>(
  name: Name,
  variants: Variants,
): Variants & { [N in Name]: ObjectField<ObjectOf<Variants> | null | undefined> } =>
  ({
    ...variants,
    [name]: object('[lineage] The chosen variant, as Go writes a protobuf oneof.', variants),
  }) as Variants & { [N in Name]: ObjectField<ObjectOf<Variants> | null | undefined> };
