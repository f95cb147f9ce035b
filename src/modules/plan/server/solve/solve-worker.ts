/** Worker thread of one solve: the parent may kill it at any moment and keeps what was reported. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SearchJob } from './messages.ts';
import { highs } from './run-highs.ts';
import { Search } from './search.ts';

if (!parentPort) throw new Error('solve-worker runs only as a worker thread');
const port = parentPort;
await new Search(workerData as SearchJob, (report) => port.postMessage(report)).run(highs);
