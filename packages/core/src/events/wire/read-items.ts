/** Reads each item of a list. An item that is null, or that is read as nothing, is left out. A list of results is flattened. */
export function readItems<Item, Result>(
  items: readonly (Item | null)[] | null | undefined,
  read: (item: Item) => Result | readonly (Result | null)[] | null | undefined,
): Result[] {
  return (items ?? []).flatMap((item) => (item === null ? [] : (read(item) ?? []))) as Result[];
}
