import { packValues, standardPack } from '#modules/policy/index.ts';
import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readFileArgument, readJson } from '#platform/cli-files.ts';
import { tally, tallyLine } from '../domain/tally/tally.ts';
import { thresholdsOf } from '../domain/tally/thresholds.ts';
import { readTally } from './tally-file.ts';

const usage = 'participation tally FILE.json';

async function count(args: readonly string[], io: CliIo): Promise<number> {
  const { file } = readFileArgument(args, {}, usage);
  const { subject, votes, rules } = readTally(await readJson(io, file));
  const thresholds = thresholdsOf(packValues(standardPack(), io.today)['vote.thresholds']);
  const matters = tally(subject, votes, rules, thresholds).map(tallyLine);
  io.stdout(`${JSON.stringify({ matters })}\n`);
  for (const { id, why } of matters) io.stderr(`${id}：${why}\n`);
  return 0;
}

export const command: CliCommand = {
  module: 'participation',
  verb: 'tally',
  usage,
  run: (args, io) => answering(io, () => count(args, io)),
};
