import type { CliCommand } from '#platform/cli.ts';
import { systemClock } from '#platform/clock.ts';
import { platformProblems } from '#platform/problems.ts';
import { StartFault } from '#platform/start-fault.ts';
import { Problem, problem } from '#shared/problem.ts';

/** module → verb → the command, loaded only when asked for. */
const commands: Readonly<Record<string, Readonly<Record<string, () => Promise<{ command: CliCommand }>>>>> = {
  audit: { verify: () => import('./audit-verify.cli.ts') },
  funding: {
    package: () => import('#modules/funding/server/packages/package.cli.ts'),
    share: () => import('#modules/funding/server/rules/share.cli.ts'),
  },
  participation: {
    choose: () => import('#modules/participation/server/choose.cli.ts'),
    tally: () => import('#modules/participation/server/tally.cli.ts'),
    verify: () => import('#modules/participation/server/verify.cli.ts'),
  },
  plan: {
    build: () => import('#modules/plan/server/build.cli.ts'),
    solve: () => import('#modules/plan/server/solve.cli.ts'),
    verify: () => import('#modules/plan/server/verify.cli.ts'),
  },
  survey: { check: () => import('#modules/survey/server/check.cli.ts') },
};

function usage(): string {
  const lines = Object.entries(commands).flatMap(([module, verbs]) =>
    Object.keys(verbs).map((verb) => `  huanju ${module} ${verb}`),
  );
  return `用法：npm run -s huanju -- <模块> <动作> 文件 [选项] --json\n${lines.join('\n')}\n`;
}

/** Own keys only: `constructor` is no command. */
const pick = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** One JSON document on standard output says what was refused; exit 2. A fault of ours also leaves its trace on stderr. */
function refuse(fault: unknown): number {
  const known =
    fault instanceof StartFault ? problem(platformProblems, 'cli.start', { why: fault.message }) : fault;
  if (!(known instanceof Problem)) console.error(fault);
  const { code, message, at } =
    known instanceof Problem
      ? known
      : { code: 'system.fault', message: '程序出错，详见标准错误输出。', at: undefined };
  process.stdout.write(`${JSON.stringify({ problem: { code, message, ...(at ? { at } : {}) } })}\n`);
  return 2;
}

async function main(argv: readonly string[]): Promise<number> {
  const [module = '', verb = '', ...args] = argv;
  if (argv.length === 0 || module === '--help') {
    process.stderr.write(usage());
    return 0;
  }
  try {
    const load = pick(pick(commands, module) ?? {}, verb);
    if (!load)
      throw problem(platformProblems, 'cli.usage', {
        why: `没有“${[module, verb].join(' ').trim()}”这个动作`,
      });
    const { command } = await load();
    return await command.run(args, {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
      today: systemClock.today(),
    });
  } catch (fault) {
    return refuse(fault);
  }
}

process.exitCode = await main(process.argv.slice(2));
