/** Writes the quoted code into every Markdown page. `npx -y pnpm@10.34.9 snippets` */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSnippets } from './snippets.ts';
import { listFiles, read, root } from './workspace.ts';

for (const path of listFiles('.').filter((each) => each.endsWith('.md'))) {
  const page = read(path);
  const written = writeSnippets(page);
  if (written !== page) writeFileSync(join(root, path), written);
}
