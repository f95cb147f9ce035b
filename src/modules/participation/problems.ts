import { defineProblems } from '#shared/problem.ts';

/** Refusals of the participation module. */
export const participationProblems = defineProblems({
  'participation.usage': { status: 400, zh: '命令参数有误：{reason}。用法：{usage}' },
  'participation.file-unreadable': { status: 422, zh: '文件 {file} 无法读取：{reason}' },
});
