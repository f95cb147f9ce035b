// npm run check
import { bootstrap } from './bootstrap.mjs';
import { runSteps } from './steps.mjs';

const { failed } = await runSteps(await bootstrap());
process.exitCode = failed > 0 ? 1 : 0;
