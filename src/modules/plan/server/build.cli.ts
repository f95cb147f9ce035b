import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { loadPack, packValues, packVersion, standardPack } from '#modules/policy/index.ts';
import { ledgerParams, readLedgerFile } from '#modules/survey/index.ts';
import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { numberOption, readArguments, readText, refuseArguments } from '#platform/cli-files.ts';
import { type Day, day } from '#shared/day.ts';
import { problem } from '#shared/problem.ts';
import { planProblems } from '../problems.ts';
import { budgetOrRefuse, readBudgetText } from './budget-file.ts';
import { buildPlan, type LedgerPlan } from './build-plan.ts';
import { ledgerBook } from './ledger-book.ts';
import { planWorkbook } from './workbook.ts';

const usage =
  'plan build LEDGER.xlsx --budget BUDGET.yaml --out OUT.xlsx [--limit SECONDS] [--seed N] [--today YYYY-MM-DD] [--pack FILE]';
const options = {
  budget: { type: 'string' },
  out: { type: 'string' },
  limit: { type: 'string' },
  seed: { type: 'string' },
  today: { type: 'string' },
  pack: { type: 'string' },
} as const;

const refuse = refuseArguments(usage);

function needed(given: Record<string, unknown>, name: string): string {
  const value = given[name];
  if (typeof value === 'string' && value !== '') return value;
  throw refuse(`缺少 --${name}`);
}

function dayOf(given: Record<string, unknown>, today: Day): Day {
  if (given.today === undefined) return today;
  try {
    return day(String(given.today));
  } catch {
    throw refuse(`--today ${String(given.today)} 不是日期（YYYY-MM-DD）`);
  }
}

/** Refuses a place that cannot be written before any work is done. @throws Problem cli.arguments, plan.file-unwritable */
async function outPath(io: CliIo, out: string, inputs: readonly string[]): Promise<string> {
  const path = resolve(io.cwd, out);
  if (!/\.xlsx$/i.test(path)) throw refuse('--out 应以 .xlsx 结尾');
  if (inputs.some((file) => resolve(io.cwd, file) === path)) throw refuse('--out 不能与输入文件相同');
  try {
    await access(dirname(path), constants.W_OK);
  } catch {
    throw problem(planProblems, 'plan.file-unwritable', { file: out });
  }
  return path;
}

/** The answer on standard output, as the command line's description says. */
function answerOf({ rows, solved }: LedgerPlan) {
  const { status, objective, bound, gap } = solved.result;
  return {
    estates: rows.map(({ entry, eligibility, score, start, why }) => ({
      row: entry.row,
      name: entry.estate.name,
      eligible: eligibility.eligible,
      conditions: eligibility.conditions.map(({ clause, met, title, evidence }) => ({
        clause,
        met,
        evidence: `${title}：${evidence}`,
      })),
      target: eligibility.target,
      score: {
        total: score.total,
        factors: score.factors.map(({ id, input, points, weight }) => ({ id, input, points, weight })),
      },
      start,
      why,
    })),
    plan: { status, objective, bound, gap },
  };
}

async function build(args: readonly string[], io: CliIo): Promise<number> {
  const { files, options: given } = readArguments(args, options, 1, usage);
  const ledger = files[0] ?? '';
  const budgetFile = needed(given, 'budget');
  const out = await outPath(io, needed(given, 'out'), [ledger, budgetFile]);
  const today = dayOf(given, io.today);
  const limitSeconds = numberOption(given, 'limit', { default: 10, min: 0.5, max: 86_400 }, usage);
  const seed = numberOption(given, 'seed', { default: 1, min: 0, max: 2 ** 31 - 1, whole: true }, usage);
  const pack = given.pack === undefined ? standardPack() : loadPack(await readText(io, String(given.pack)));
  const budget = budgetOrRefuse(readBudgetText(await readText(io, budgetFile)));
  const { reading } = await readLedgerFile(resolve(io.cwd, ledger), ledgerParams(today));
  const plan = await buildPlan(reading, budget, packValues(pack, today), { limitSeconds, seed });
  const source = { ledger, budget: budgetFile, policy: packVersion(pack), day: today };
  const bytes = await planWorkbook(ledgerBook(plan, reading, source));
  try {
    await writeFile(out, bytes);
  } catch {
    throw problem(planProblems, 'plan.file-unwritable', { file: out });
  }
  io.stdout(`${JSON.stringify(answerOf(plan))}\n`);
  for (const warning of plan.warnings) io.stderr(`${warning}\n`);
  const { result, verdict } = plan.solved;
  io.stderr(verdict.ok ? '独立核验通过\n' : `独立核验未通过：${verdict.faults[0]?.text}\n`);
  return result.status === 'infeasible' || !verdict.ok ? 1 : 0;
}

export const command: CliCommand = {
  module: 'plan',
  verb: 'build',
  usage,
  run: (args, io) => answering(io, () => build(args, io)),
};
