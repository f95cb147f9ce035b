import type { CliCommand } from '#platform/cli.ts';
import { systemClock } from '#platform/clock.ts';
import { Problem } from '#shared/problem.ts';

/** module → verb → the command, loaded only when asked for. */
const commands: Readonly<Record<string, Readonly<Record<string, () => Promise<{ command: CliCommand }>>>>> = {
  audit: { verify: () => import('./audit-verify.cli.ts') },
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

/** Runs one command; every refusal is one JSON document on standard output and exit code 2. */
async function main(argv: readonly string[]): Promise<number> {
  const [module = '', verb = '', ...args] = argv;
  const load = commands[module]?.[verb];
  if (!load) {
    process.stderr.write(usage());
    return argv.length === 0 || module === '--help' ? 0 : 2;
  }
  try {
    const { command } = await load();
    return await command.run(args, {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
      today: systemClock.today(),
    });
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const { code, message, at } = fault;
    process.stdout.write(`${JSON.stringify({ problem: { code, message, ...(at ? { at } : {}) } })}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
