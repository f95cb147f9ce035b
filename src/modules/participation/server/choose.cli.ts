import { answering, type CliCommand, type CliIo } from '#platform/cli.ts';
import { readFileArgument, readText, refuseArguments } from '#platform/cli-files.ts';
import { problem } from '#shared/problem.ts';
import { decidePabulib } from '../domain/choice/decide-pabulib.ts';
import { type PabulibElection, readPabulib } from '../domain/choice/pabulib.ts';
import { PabulibFault } from '../domain/choice/pabulib-lines.ts';
import type { Completion, Rule } from '../domain/choice/types.ts';
import { participationProblems } from '../problems.ts';

const usage =
  'participation choose FILE.pb --rule equal-shares|greedy [--completion add-one|none|greedy（仅 equal-shares）]';
const rules: readonly Rule[] = ['equal-shares', 'greedy'];
const completions: readonly Completion[] = ['add-one', 'none', 'greedy'];

const refuse = refuseArguments(usage);

function optionOf<T extends string>(
  given: Record<string, unknown>,
  name: string,
  words: readonly T[],
): T | null {
  const text = given[name];
  if (text === undefined) return null;
  const word = words.find((each) => each === text);
  if (!word) throw refuse(`--${name} 应为 ${words.join('、')} 之一`);
  return word;
}

/** @throws Problem participation.choose.file, with the line */
function electionOf(text: string, file: string): PabulibElection {
  try {
    return readPabulib(text);
  } catch (error) {
    if (!(error instanceof PabulibFault)) throw error;
    const { line, message: reason } = error;
    throw problem(
      participationProblems,
      'participation.choose.file',
      { file, line, reason },
      { at: `line ${line}` },
    );
  }
}

async function choose(args: readonly string[], io: CliIo): Promise<number> {
  const options = { rule: { type: 'string' }, completion: { type: 'string' } } as const;
  const { file, options: given } = readFileArgument(args, options, usage);
  const rule = optionOf(given, 'rule', rules);
  if (!rule) throw refuse('缺少 --rule');
  const completion = optionOf(given, 'completion', completions);
  if (rule === 'greedy' && completion !== null && completion !== 'none')
    throw refuse('票数优先（greedy）没有补足办法，请去掉 --completion');
  const election = electionOf(await readText(io, file), file);
  const { result, share, steps } = decidePabulib(election, rule, completion ?? 'add-one');
  io.stdout(`${JSON.stringify(result)}\n`);
  for (const warning of election.warnings) io.stderr(`${warning}\n`);
  io.stderr(`选中 ${result.winners.length} 项，用去 ${result.spent}，预算 ${result.budget}\n`);
  if (rule === 'equal-shares') io.stderr(`每票份额 ${share}，补足加了 ${steps} 次\n`);
  return 0;
}

export const command: CliCommand = {
  module: 'participation',
  verb: 'choose',
  usage,
  run: (args, io) => answering(io, () => choose(args, io)),
};
