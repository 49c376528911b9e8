/** `fileName` → `file_name`, VZaps' spelling. Used for declared names only, never for a key that the user chose. */
export function toWireName(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
