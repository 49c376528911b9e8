// Writes src/**/scripts.generated.ts. Run with tsx.
import { writeFileSync } from 'node:fs';
import { renderLuaFiles } from './render-lua.ts';

for (const [file, text] of renderLuaFiles()) writeFileSync(file, text);
