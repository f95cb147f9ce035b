// npm run bench
import { runEntry } from './bootstrap.mjs';

await runEntry('bench/run.ts', process.argv.slice(2));
