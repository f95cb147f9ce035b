import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { CliIo } from '#platform/cli.ts';
import { splitArguments } from '#platform/cli-args.ts';
import { Problem, problem } from '#shared/problem.ts';
import { planProblems } from '../problems.ts';

/** Largest JSON file read, in MB: one string of it must fit the runtime. */
const largestJson = 400;

export type Arguments = { readonly files: readonly string[]; readonly options: Record<string, unknown> };

/** Splits arguments; `--json` is always understood. @throws Problem plan.usage */
export function readArguments(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  files: number,
  usage: string,
): Arguments {
  const refuse = (reason: string) => problem(planProblems, 'plan.usage', { reason, usage });
  const parsed = splitArguments(
    { args: [...args], options: { json: { type: 'boolean' as const }, ...options }, allowPositionals: true },
    refuse,
  );
  if (parsed.positionals.length !== files)
    throw refuse(`应给出 ${files} 个文件，得到 ${parsed.positionals.length} 个`);
  return { files: parsed.positionals, options: parsed.values };
}

/** A number option within bounds, or the default. @throws Problem plan.usage */
export function numberOption(
  options: Record<string, unknown>,
  name: string,
  bounds: { readonly default: number; readonly min: number; readonly max: number; readonly whole?: boolean },
  usage: string,
): number {
  const text = options[name];
  if (text === undefined) return bounds.default;
  const value = Number(text);
  const fits = Number.isFinite(value) && value >= bounds.min && value <= bounds.max;
  if (fits && (!bounds.whole || Number.isInteger(value))) return value;
  const reason = `--${name} 应为 ${bounds.min} 到 ${bounds.max} 之间的${bounds.whole ? '整数' : '数'}`;
  throw problem(planProblems, 'plan.usage', { reason, usage });
}

/** Reads a text file named from where the user stands. @throws Problem plan.file-unreadable, plan.file-too-large */
export async function readText(io: CliIo, file: string): Promise<string> {
  try {
    const path = resolve(io.cwd, file);
    if ((await stat(path)).size > largestJson * 1_000_000)
      throw problem(planProblems, 'plan.file-too-large', { file, limit: largestJson });
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = { ENOENT: '文件不存在', EISDIR: '是一个文件夹', EACCES: '没有读取权限' }[code] ?? code;
    throw problem(planProblems, 'plan.file-unreadable', { file, reason });
  }
}

/** Reads a JSON file. @throws Problem as readText, and plan.not-json */
export async function readJson(io: CliIo, file: string): Promise<unknown> {
  const text = await readText(io, file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(planProblems, 'plan.not-json', { file, reason });
  }
}
