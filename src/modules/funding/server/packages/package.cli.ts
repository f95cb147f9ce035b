import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readFileArgument, readJson } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { flowFigures } from '../../domain/package/figures.ts';
import { packagesProblems } from '../../problems-packages.ts';
import { readPackage } from './package-file.ts';

const usage = 'funding package FILE.json';

async function appraise(args: readonly string[], io: CliIo): Promise<number> {
  const { file } = readFileArgument(args, {}, usage);
  const { rate, flows, debt } = readPackage(await readJson(io, file));
  const figures = flowFigures(rate, flows, debt);
  // JSON has no infinity: better no answer than `null` for a value there is.
  if (![figures.npv, figures.npvFromStart].every(Number.isFinite))
    throw problem(packagesProblems, 'funding.package.range', { rate }, { at: 'rate' });
  io.stdout(`${JSON.stringify(figures)}\n`);
  return 0;
}

export const command: CliCommand = {
  module: 'funding',
  verb: 'package',
  usage,
  run: (args, io) => answering(io, () => appraise(args, io)),
};
