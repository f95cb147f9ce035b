import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { numberOption, readArguments, readJson } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { planProblems } from '../problems.ts';
import { readInstance } from './instance-file.ts';
import { NoPlanInTime, solvePlan } from './solve/solve-plan.ts';

const usage = 'plan solve FILE.json [--limit SECONDS] [--seed N]';

async function solve(args: readonly string[], io: CliIo): Promise<number> {
  const options = { limit: { type: 'string' }, seed: { type: 'string' } } as const;
  const given = readArguments(args, options, 1, usage);
  const limitSeconds = numberOption(given.options, 'limit', { default: 10, min: 0.5, max: 86_400 }, usage);
  const seed = numberOption(
    given.options,
    'seed',
    { default: 1, min: 0, max: 2 ** 31 - 1, whole: true },
    usage,
  );
  const instance = readInstance(await readJson(io, given.files[0] ?? ''));
  try {
    const { result, verdict } = await solvePlan(instance, { limitSeconds, seed });
    io.stdout(`${JSON.stringify(result)}\n`);
    io.stderr(verdict.ok ? '独立核验通过\n' : `独立核验未通过：${verdict.faults[0]?.text}\n`);
    return result.status === 'infeasible' || !verdict.ok ? 1 : 0;
  } catch (error) {
    if (error instanceof NoPlanInTime)
      throw problem(planProblems, 'plan.no-plan-in-time', { seconds: limitSeconds });
    throw error;
  }
}

export const command: CliCommand = {
  module: 'plan',
  verb: 'solve',
  usage,
  run: (args, io) => answering(io, () => solve(args, io)),
};
