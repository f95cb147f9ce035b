import { packValues, standardPack } from '#modules/policy/index.ts';
import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readFileArgument, readJson } from '#platform/cli-files.ts';
import { readReceipt } from '../domain/proof/receipt.ts';
import { verifyBundle } from '../domain/proof/verify-bundle.ts';
import { thresholdsOf } from '../domain/tally/thresholds.ts';
import { readBundle } from './bundle-file.ts';
import { digest } from './proof-digest.ts';

const usage = 'participation verify BUNDLE.json [--receipt CODE]';

/** What the person at the terminal has to know beside the answer. */
function advise(io: CliIo, found: boolean | undefined, receipt: string | undefined, root: string): void {
  io.stderr(`请与公示上印的根值核对：${root}\n`);
  if (found === undefined || receipt === undefined) return;
  if (found) io.stderr('回执在票箱中，内容见同一回执的那张票。\n');
  else if (readReceipt(receipt) === null)
    io.stderr('没有这个回执，且校验字符不符：很可能输入有误，请对照回执重新输入。\n');
  else io.stderr('票箱中没有这个回执：如果回执是在本次表决中取得的，请凭回执提出异议。\n');
}

async function verify(args: readonly string[], io: CliIo): Promise<number> {
  const { file, options } = readFileArgument(args, { receipt: { type: 'string' } }, usage);
  const receipt = options.receipt === undefined ? undefined : String(options.receipt);
  const bundle = readBundle(await readJson(io, file));
  const verdict = verifyBundle(digest, bundle, receipt);
  io.stdout(`${JSON.stringify(verdict)}\n`);
  io.stderr(verdict.valid ? '核验通过\n' : `核验未通过，共 ${verdict.faults.length} 处\n`);
  const law = thresholdsOf(packValues(standardPack(), io.today)['vote.thresholds']);
  if (JSON.stringify(law) !== JSON.stringify(bundle.vote.thresholds))
    io.stderr('注意：包中所用的参与比例、通过比例与本机规则包不同，请核对依据。\n');
  advise(io, verdict.receiptFound, receipt, verdict.root);
  return verdict.valid ? 0 : 1;
}

export const command: CliCommand = {
  module: 'participation',
  verb: 'verify',
  usage,
  run: (args, io) => answering(io, () => verify(args, io)),
};
