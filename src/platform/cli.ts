import type { Day } from '#shared/day.ts';
import { Problem } from '#shared/problem.ts';

/** What a command of the command line is handed; tests hand in their own. */
export type CliIo = {
  /** The folder the user stands in (INIT_CWD under npm); relative paths start here. */
  readonly cwd: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly today: Day;
};

/** One `<verb>.cli.ts`. Exit codes: 0 done, 1 the answer is "no", 2 the input is unusable. */
export type CliCommand = {
  readonly module: string;
  readonly verb: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: CliIo) => Promise<number>;
};

/** Runs a command; a refusal is printed as `{"problem":…}` on standard output and ends with 2. */
export async function answering(io: CliIo, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, at } = error;
    io.stdout(`${JSON.stringify({ problem: { code, message, ...(at === undefined ? {} : { at }) } })}\n`);
    io.stderr(`${message}\n`);
    return 2;
  }
}
