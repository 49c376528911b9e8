// Writes src/page/assets.generated.ts. Run with tsx.
import { writeFileSync } from 'node:fs';
import { ASSETS_FILE, renderAssets } from './render-assets.ts';

writeFileSync(ASSETS_FILE, await renderAssets());
