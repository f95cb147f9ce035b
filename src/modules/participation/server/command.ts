import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import { z } from 'zod';
import type { CliIo } from '#platform/cli.ts';
import { splitArguments } from '#platform/cli-args.ts';
import { Problem, problem } from '#shared/problem.ts';
import { participationProblems } from '../problems.ts';
import { repeatedKey } from './json-keys.ts';

/** Largest file read, in MB: one string of it must fit the runtime. */
const largestFile = 400;

export type Arguments = { readonly file: string; readonly options: Record<string, unknown> };

/** Splits the arguments of a command on one file; `--json` is always understood. @throws Problem participation.usage */
export function readArguments(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  usage: string,
): Arguments {
  const refuse = (reason: string) =>
    problem(
      participationProblems,
      'participation.usage',
      { reason, usage },
      // the option, where the reason names one
      { at: /-{1,2}[a-z][\w-]*/i.exec(reason)?.[0] ?? 'FILE' },
    );
  const parsed = splitArguments(
    { args: [...args], options: { json: { type: 'boolean' as const }, ...options }, allowPositionals: true },
    refuse,
  );
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0)
    throw refuse(`应给出 1 个文件，得到 ${parsed.positionals.length} 个`);
  return { file, options: parsed.values };
}

/** Reads a text file named from where the user stands. @throws Problem participation.file-unreadable, .file-too-large, .not-utf8 */
export async function readText(io: CliIo, file: string): Promise<string> {
  try {
    const path = resolve(io.cwd, file);
    if ((await stat(path)).size > largestFile * 1_000_000)
      throw problem(
        participationProblems,
        'participation.file-too-large',
        { file, limit: largestFile },
        { at: file },
      );
    return utf8(await readFile(path), file);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = { ENOENT: '文件不存在', EISDIR: '是一个文件夹', EACCES: '没有读取权限' }[code] ?? code;
    throw problem(participationProblems, 'participation.file-unreadable', { file, reason }, { at: file });
  }
}

/** Refuses what is not UTF-8: replaced letters would be counted under other names. */
function utf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem(participationProblems, 'participation.not-utf8', { file }, { at: file });
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

/** Reads a JSON file. @throws Problem as readText, and participation.not-json, .json-twice */
export async function readJson(io: CliIo, file: string): Promise<unknown> {
  const text = (await readText(io, file)).replace(/^\uFEFF/, '');
  const read = parse(text, file);
  const at = repeatedKey(text);
  if (at !== null) throw problem(participationProblems, 'participation.json-twice', { file, at }, { at });
  return read;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { reason, at } = jsonFault(error, file);
    throw problem(participationProblems, 'participation.not-json', { file, reason }, { at });
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

/** Judges the shape of a file; the first fault is told with its path. @throws Problem participation.file-shape */
export function readShape<T extends z.ZodType>(shape: T, input: unknown): z.infer<T> {
  const parsed = shape.safeParse(input, { error: zh.localeError });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const at = pathText([...(issue?.path ?? []), ...unknown]) || '开头';
  const reason = issue ? inChinese(issue) : '格式不符';
  throw problem(participationProblems, 'participation.file-shape', { at, reason }, { at });
}
