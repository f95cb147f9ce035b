// npm run -s huanju -- <module> <verb> FILE [options]
import { runEntry } from './bootstrap.mjs';

await runEntry('src/app/cli.ts', process.argv.slice(2));
