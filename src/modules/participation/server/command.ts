import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { z } from 'zod';
import type { CliIo } from '#platform/cli.ts';
import { splitArguments } from '#platform/cli-args.ts';
import { Problem, problem } from '#shared/problem.ts';
import { participationProblems } from '../problems.ts';

/** Largest file read, in MB: one string of it must fit the runtime. */
const largestFile = 400;

export type Arguments = { readonly file: string; readonly options: Record<string, unknown> };

/** Splits the arguments of a command on one file; `--json` is always understood. @throws Problem participation.usage */
export function readArguments(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  usage: string,
): Arguments {
  const refuse = (reason: string) => problem(participationProblems, 'participation.usage', { reason, usage });
  const parsed = splitArguments(
    { args: [...args], options: { json: { type: 'boolean' as const }, ...options }, allowPositionals: true },
    refuse,
  );
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0)
    throw refuse(`应给出 1 个文件，得到 ${parsed.positionals.length} 个`);
  return { file, options: parsed.values };
}

/** Reads a text file named from where the user stands. @throws Problem participation.file-unreadable, .file-too-large */
export async function readText(io: CliIo, file: string): Promise<string> {
  try {
    const path = resolve(io.cwd, file);
    if ((await stat(path)).size > largestFile * 1_000_000)
      throw problem(participationProblems, 'participation.file-too-large', { file, limit: largestFile });
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = { ENOENT: '文件不存在', EISDIR: '是一个文件夹', EACCES: '没有读取权限' }[code] ?? code;
    throw problem(participationProblems, 'participation.file-unreadable', { file, reason });
  }
}

/** Reads a JSON file. @throws Problem as readText, and participation.not-json */
export async function readJson(io: CliIo, file: string): Promise<unknown> {
  const text = await readText(io, file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(participationProblems, 'participation.not-json', { file, reason });
  }
}

/** `votes[3].part` from a zod path. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  );

const zh = z.locales.zhCN();

/** Judges the shape of a file; the first fault is told with its path. @throws Problem participation.file-shape */
export function readShape<T extends z.ZodType>(shape: T, input: unknown): z.infer<T> {
  const parsed = shape.safeParse(input, { error: zh.localeError });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const at = pathText([...(issue?.path ?? []), ...unknown]) || '开头';
  const reason = issue?.message ?? '格式不符';
  throw problem(participationProblems, 'participation.file-shape', { at, reason }, { at });
}

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
