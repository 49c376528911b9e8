/** `fileName` → `file_name`: how VZaps spells a name. Applied to declared names only, never to what a user put in. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
