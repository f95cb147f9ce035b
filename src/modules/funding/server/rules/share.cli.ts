import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readFileArgument, readJson } from '#platform/cli-files.ts';
import { parseExact, stringifyExact } from '#platform/exact-json.ts';
import { readShareInput, shareOrRefuse } from './share-file.ts';

const usage = 'funding share FILE.json';

async function share(args: readonly string[], io: CliIo): Promise<number> {
  const { file } = readFileArgument(args, {}, usage);
  const result = shareOrRefuse(readShareInput(await readJson(io, file, parseExact)));
  io.stdout(`${stringifyExact(result)}\n`);
  for (const { payer, amountFen } of result.payers) io.stderr(`${payer}：${amountFen} 分\n`);
  return 0;
}

export const command: CliCommand = {
  module: 'funding',
  verb: 'share',
  usage,
  run: (args, io) => answering(io, () => share(args, io)),
};
