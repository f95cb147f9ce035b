import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoDistrict } from './district.ts';
import { ledgerSheets } from './ledger.ts';
import { workbookBytes } from './workbook.ts';

const usage = '用法：npm run demo -- 文件.xlsx [--dirty] [--seed 数字]\n';

/** Writes the fictional district's ledger; with `--dirty` the one full of slips. @returns exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = { dirty: { type: 'boolean' }, seed: { type: 'string' } } as const;
  let given: { values: { dirty?: boolean; seed?: string }; positionals: string[] };
  try {
    given = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    given = { values: {}, positionals: [] };
  }
  const [file] = given.positionals;
  const seed = Number(given.values.seed ?? 371503);
  if (!file?.endsWith('.xlsx') || given.positionals.length > 1 || !Number.isSafeInteger(seed)) {
    process.stderr.write(usage);
    return 2;
  }
  const target = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const district = demoDistrict(seed);
  try {
    await writeFile(target, await workbookBytes(ledgerSheets(district, given.values.dirty === true)));
  } catch (fault) {
    process.stderr.write(`不能写入 ${target}：${fault instanceof Error ? fault.message : String(fault)}\n`);
    return 1;
  }
  process.stdout.write(`已写入 ${target}（虚构的 ${district.estates.length} 个小区）\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
