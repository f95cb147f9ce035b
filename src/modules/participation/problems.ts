import { defineProblems } from '#shared/problem.ts';

/** Refusals of the participation module. */
export const participationProblems = defineProblems({
  'participation.usage': { status: 400, zh: '命令参数有误：{reason}。用法：{usage}' },
  'participation.file-unreadable': { status: 422, zh: '文件 {file} 无法读取：{reason}' },
  'participation.visitor.absent': { status: 401, zh: '请先扫描住户卡上的二维码，或输入卡上的住户码。' },
  'participation.visitor.not-owner': {
    status: 403,
    zh: '依法表决须由业主本人参加：请先核实业主身份，或由工作人员当面核对、填写纸质表决票。',
  },
});
