import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readArguments, readJson } from '#platform/cli-files.ts';
import { verifyPlan } from '../domain/verify.ts';
import { readInstance, readResult } from './instance-file.ts';

const usage = 'plan verify INSTANCE.json RESULT.json';

async function verify(args: readonly string[], io: CliIo): Promise<number> {
  const { files } = readArguments(args, {}, 2, usage);
  const instance = readInstance(await readJson(io, files[0] ?? ''));
  const result = readResult(await readJson(io, files[1] ?? ''));
  const { ok, objective, faults } = verifyPlan(instance, result);
  io.stdout(`${JSON.stringify({ valid: ok, objective, faults })}\n`);
  io.stderr(ok ? '核验通过\n' : `核验未通过，共 ${faults.length} 处\n`);
  return ok ? 0 : 1;
}

export const command: CliCommand = {
  module: 'plan',
  verb: 'verify',
  usage,
  run: (args, io) => answering(io, () => verify(args, io)),
};
