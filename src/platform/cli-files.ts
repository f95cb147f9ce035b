import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { z } from 'zod';
import { Problem, problem } from '#shared/problem.ts';
import type { CliIo } from './cli.ts';
import { splitArguments } from './cli-args.ts';
import { repeatedKey } from './json-keys.ts';
import { platformProblems } from './problems.ts';

/** Largest file read, in MB: one string of it must fit the runtime. */
const largestFile = 400;

export type Arguments = { readonly files: readonly string[]; readonly options: Record<string, unknown> };

/** What a command says of arguments it cannot use; `at` is the option where the reason names one. */
export const refuseArguments =
  (usage: string) =>
  (reason: string): Error =>
    problem(
      platformProblems,
      'cli.arguments',
      { reason, usage },
      { at: /-{1,2}[a-z][\w-]*/i.exec(reason)?.[0] ?? 'FILE' },
    );

/** Splits the arguments of a command on `files` files; `--json` is always understood. @throws Problem cli.arguments */
export function readArguments(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  files: number,
  usage: string,
): Arguments {
  const refuse = refuseArguments(usage);
  const parsed = splitArguments(
    { args: [...args], options: { json: { type: 'boolean' as const }, ...options }, allowPositionals: true },
    refuse,
  );
  if (parsed.positionals.length !== files)
    throw refuse(`应给出 ${files} 个文件，得到 ${parsed.positionals.length} 个`);
  return { files: parsed.positionals, options: parsed.values };
}

/** The same for the usual command on one file. @throws Problem cli.arguments */
export function readFileArgument(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  usage: string,
): { readonly file: string; readonly options: Record<string, unknown> } {
  const { files, options: values } = readArguments(args, options, 1, usage);
  return { file: files[0] ?? '', options: values };
}

/** A number option within bounds, or the default. @throws Problem cli.arguments */
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
  throw refuseArguments(usage)(
    `--${name} 应为 ${bounds.min} 到 ${bounds.max} 之间的${bounds.whole ? '整数' : '数'}`,
  );
}

/** Reads a text file named from where the user stands. @throws Problem cli.file-unreadable, .file-too-large, .not-utf8 */
export async function readText(io: CliIo, file: string): Promise<string> {
  try {
    const path = resolve(io.cwd, file);
    if ((await stat(path)).size > largestFile * 1_000_000)
      throw problem(platformProblems, 'cli.file-too-large', { file, limit: largestFile }, { at: file });
    return utf8(await readFile(path), file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = { ENOENT: '文件不存在', EISDIR: '是一个文件夹', EACCES: '没有读取权限' }[code] ?? code;
    throw problem(platformProblems, 'cli.file-unreadable', { file, reason }, { at: file });
  }
}

/** Refuses what is not UTF-8: replaced letters would be counted under other names. */
function utf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem(platformProblems, 'cli.not-utf8', { file }, { at: file });
  }
}

/** The parser's refusal in Chinese, with the place where it tells one. */
function jsonFault(error: unknown, file: string): { reason: string; at: string } {
  const message = error instanceof Error ? error.message : '';
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line && column)
    return { reason: `第 ${line} 行第 ${column} 列不合写法`, at: `line ${line} column ${column}` };
  if (message.startsWith('Unexpected end')) return { reason: '内容没有写完', at: file };
  const sign = /^Unexpected token '(.+?)',/su.exec(message)?.[1];
  return { reason: sign ? `遇到不合写法的“${sign}”` : '不合写法', at: file };
}

/**
 * Reads a JSON file.
 * @param parser `parseExact` for files with money beyond 2^53 in them
 * @throws Problem as readText, and cli.not-json, .json-twice
 */
export async function readJson(
  io: CliIo,
  file: string,
  parser: (text: string) => unknown = JSON.parse,
): Promise<unknown> {
  const text = (await readText(io, file)).replace(/^\uFEFF/, '');
  const read = parse(text, file, parser);
  const at = repeatedKey(text);
  if (at !== null) throw problem(platformProblems, 'cli.json-twice', { file, at }, { at });
  return read;
}

function parse(text: string, file: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch (error) {
    const { reason, at } = jsonFault(error, file);
    throw problem(platformProblems, 'cli.not-json', { file, reason }, { at });
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
const typeNames: Readonly<Record<string, string>> = {
  ...{ object: '对象', record: '对象', array: '数组', string: '文字', number: '数字', int: '整数' },
  ...{ boolean: '真假值', null: '空值', undefined: '没有填', nan: '非数字', value: '值' },
};

/** The library's sentence without English names of types; names and words of the file itself are left as they are. */
const inChinese = (issue: z.core.$ZodIssue): string =>
  ['invalid_type', 'too_big', 'too_small'].includes(issue.code)
    ? issue.message.replace(/[a-z]+/gi, (word) => typeNames[word.toLowerCase()] ?? word)
    : issue.message;

/** Judges the shape of a file; the first fault is told with its path. @throws Problem cli.file-shape */
export function readShape<T extends z.ZodType>(shape: T, input: unknown): z.infer<T> {
  const parsed = shape.safeParse(input, { error: zh.localeError });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const at = pathText([...(issue?.path ?? []), ...unknown]) || '开头';
  const reason = issue ? inChinese(issue) : '格式不符';
  throw problem(platformProblems, 'cli.file-shape', { at, reason }, { at });
}
