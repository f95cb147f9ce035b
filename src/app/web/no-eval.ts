import { config } from 'zod';

// zod probes for `new Function`, which our content policy refuses and the browser then reports; the slower
// way is fast enough for a screen. Imported before any contract.
config({ jitless: true });
