// npm run demo -- FILE.xlsx [--dirty]: writes the ledger of the fictional demo district, for trying the import.
import { runEntry } from './bootstrap.mjs';

await runEntry('src/app/demo/write-ledger.ts', process.argv.slice(2));
