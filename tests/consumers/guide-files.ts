import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guides = join(import.meta.dirname, '../../docs/guides');

/** The files of one section of a guide, by their paths. A code block is a file if its first line is `// <path>`. */
export function readGuideFiles(guide: string, section: string): Record<string, string> {
  const text = readFileSync(join(guides, guide), 'utf8');
  const [, content = ''] = text.split(`\n## ${section}\n`, 2);
  const [ownText = ''] = content.split('\n## ', 1);
  const blocks = [...ownText.matchAll(/```[tj]s\n\/\/ (\S+)\n([\s\S]+?)```/g)];
  if (blocks.length === 0) throw new Error(`The section "${section}" of ${guide} has no file.`);
  return Object.fromEntries(blocks.map(([, path = '', code = '']) => [path, code]));
}
