/** For the viewer on Workers, which does not register itself: `pnpm register` with the Worker's own settings. */
import { register } from './registration.ts';
import { publicUrl } from './settings.ts';

if (!publicUrl) throw new Error('Set PUBLIC_URL: where the Worker is.');
await register(publicUrl);
console.log(`VZaps delivers to ${publicUrl}/webhooks/vzaps`);
