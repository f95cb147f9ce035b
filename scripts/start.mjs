// npm start
import { runEntry } from './bootstrap.mjs';

await runEntry('src/app/start.ts', process.argv.slice(2));
