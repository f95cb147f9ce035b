import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { defaultLimits } from '#platform/documents/limits.ts';
import { openXlsx } from '#platform/documents/xlsx/read.ts';

const shape = { rows: 100_000, columns: 20 };
const readers = ['huanju', 'exceljs'] as const;
type Reader = (typeof readers)[number];
type Run = {
  readonly reader: Reader;
  readonly cells: number;
  readonly seconds: number;
  readonly peakMb: number;
};

/** The kinds of cell a ledger has: names, repeated words, figures, years, coordinates. */
function valuesOf(row: number): (string | number)[] {
  const words = ['好', '一般', '差', '缺失'];
  return [
    row,
    `第${row % 14}街道`,
    `第${row % 90}社区`,
    `小区${row}`,
    `某路${row % 400}号`,
    1980 + (row % 28),
    row % 9 === 0 ? '集体' : '国有',
    1000 + ((row * 37) % 80_000),
    1 + (row % 14),
    4 + (row % 56),
    20 + ((row * 7) % 700),
    60 + ((row * 11) % 1800),
    ...Array.from({ length: 6 }, (_, i) => words[(row + i) % 4] ?? ''),
    116.2 + (row % 1000) / 10_000,
    36.5 + (row % 1000) / 10_000,
  ];
}

async function generate(path: string): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: createWriteStream(path),
    useSharedStrings: true,
  });
  const sheet = book.addWorksheet('台账');
  for (let row = 1; row <= shape.rows; row++) sheet.addRow(valuesOf(row)).commit();
  sheet.commit();
  await book.commit();
}

/** Reads every cell's value once and forgets it; the file is read into the process by both. */
async function readWith(reader: Reader, path: string): Promise<number> {
  let cells = 0;
  if (reader === 'huanju') {
    const file = await openXlsx(await readFile(path), defaultLimits);
    for (const sheet of file.sheets)
      for await (const batch of sheet.rows())
        for (const row of batch) for (const cell of row.cells) if (cell.text !== '') cells++;
    return cells;
  }
  const options = {
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
  } as const;
  for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(path, options))
    for await (const row of sheet)
      row.eachCell((cell) => {
        if (cell.value !== null) cells++;
      });
  return cells;
}

/** One reading in a process of its own, so that its peak memory is its own. */
function runChild(reader: Reader, path: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), reader, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let answer = '';
    child.stdout.on('data', (piece: Buffer) => {
      answer += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(answer) as Run) : reject(new Error(`${reader} ended with ${code}`)),
    );
  });
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/**
 * Reads one workbook of 100,000 rows × 20 columns with our reader and with exceljs streaming, alternately, each time
 * in a new process; medians of time and peak memory.
 */
async function run(options: { readonly rounds?: number } = {}): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'huanju-bench-'));
  try {
    const path = join(folder, 'ledger.xlsx');
    await generate(path);
    const runs: Run[] = [];
    for (let round = 0; round < (options.rounds ?? 3); round++)
      for (const reader of round % 2 === 0 ? readers : [...readers].reverse())
        runs.push(await runChild(reader, path));
    const [ours, theirs] = readers.map((reader) => {
      const own = runs.filter((each) => each.reader === reader);
      const seconds = median(own.map((each) => each.seconds));
      return {
        reader,
        cells: own[0]?.cells ?? 0,
        seconds,
        rowsPerSecond: Math.round(shape.rows / seconds),
        peakMb: Math.round(median(own.map((each) => each.peakMb))),
      };
    });
    const ratio = (theirs?.seconds ?? 0) / (ours?.seconds ?? 1);
    const result = {
      ...shape,
      fileMb: (await readFile(path)).length / 1048576,
      ours,
      exceljs: theirs,
      ratio,
      runs,
    };
    await mkdir(new URL('./results/', import.meta.url), { recursive: true });
    await writeFile(
      new URL('./results/read-xlsx.json', import.meta.url),
      `${JSON.stringify(result, null, 2)}\n`,
    );
    for (const each of [ours, theirs])
      console.log(`${each?.reader}: ${each?.rowsPerSecond} rows/s, peak ${each?.peakMb} MB`);
    console.log(`ratio ${ratio.toFixed(2)}`);
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench = { name: 'read-xlsx', run };

const [reader, path] = process.argv.slice(2);
if (import.meta.main && path !== undefined && (reader === 'huanju' || reader === 'exceljs')) {
  const start = performance.now();
  const cells = await readWith(reader, path);
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ reader, cells, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
} else if (import.meta.main) await run();
