import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CliCommand, CliIo } from '#platform/cli.ts';
import { problem } from '#shared/problem.ts';
import type { LedgerReading } from '../domain/read-ledger.ts';
import { surveyProblems } from '../problems.ts';
import { ledgerParams } from './ledger-params.ts';
import { readLedgerFile } from './read-ledger-file.ts';

const usage = 'survey check LEDGER.xlsx [--json]';

/** The answer of `survey check`: every row that means an estate with its faults, the sums that do not add up, the columns not read. */
export function checkAnswer(reading: LedgerReading) {
  return {
    sheet: reading.sheet,
    estates: reading.estates.map(({ row, verdict, estate, issues }) => ({
      row,
      verdict,
      estate,
      issues: issues.map(({ code, cell, message }) => ({ code, cell, message })),
    })),
    buildings: reading.buildings.count,
    households: reading.households.count,
    checks: reading.checks,
    unreadColumns: reading.unknownColumns.map(({ column, title }) => title || `第 ${column} 列`),
  };
}

function fileOf(args: readonly string[]): string {
  try {
    const options = { json: { type: 'boolean' } } as const;
    const { positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file] = positionals;
    if (file !== undefined && positionals.length === 1) return file;
  } catch {
    // an unknown option: answered with the usage below
  }
  throw problem(surveyProblems, 'survey.usage', { usage });
}

/** Reads a ledger and prints what it holds; exit 0 also when rows have faults. @throws Problem when unreadable */
async function check(args: readonly string[], io: CliIo): Promise<number> {
  const path = resolve(io.cwd, fileOf(args));
  const { workbook, reading } = await readLedgerFile(path, ledgerParams(io.today));
  const answer = checkAnswer(reading);
  io.stdout(`${JSON.stringify(answer)}\n`);
  if (reading.otherSheets.length > 0) io.stderr(`没有读取的工作表：${reading.otherSheets.join('、')}。\n`);
  if (answer.unreadColumns.length > 0)
    io.stderr(`没有读取的列：${answer.unreadColumns.map((title) => `“${title}”`).join('、')}。\n`);
  for (const note of workbook.notes) io.stderr(`${note}\n`);
  const count = (verdict: string) => answer.estates.filter((entry) => entry.verdict === verdict).length;
  io.stderr(
    `小区 ${answer.estates.length} 行：直接采用 ${count('accepted')}，更正 ${count('corrected')}，不予登记 ${count('rejected')}；` +
      `楼栋 ${answer.buildings} 行，入户 ${answer.households} 行；整表问题 ${answer.checks.length} 处。\n`,
  );
  return 0;
}

export const command: CliCommand = { module: 'survey', verb: 'check', usage, run: check };
