import { defineProblems } from '#shared/problem.ts';

/** Refusals of the survey module. */
export const surveyProblems = defineProblems({
  'survey.no-estate-sheet': {
    status: 422,
    zh: '没有找到小区台账：各工作表里都没有同时含“小区名称”和其他登记项的表头（{sheets}）。',
  },
  'survey.file-absent': { status: 400, zh: '没有找到文件 {file}，或者没有读取权限。' },
  'survey.usage': { status: 400, zh: '用法：huanju {usage}' },
});
