import { defineProblems } from '#shared/problem.ts';

/** Refusals of a file handed in as a table, before anything of it is understood. */
export const documentProblems = defineProblems({
  'documents.empty': { status: 400, zh: '文件是空的，没有任何内容。' },
  'documents.too-large': { status: 413, zh: '文件超过 {limit} MB，请删去图片和多余工作表后再上传。' },
  'documents.xls': {
    status: 415,
    zh: '这是旧版 .xls 文件，不能直接读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
  },
  'documents.encrypted': { status: 415, zh: '文件设有打开密码，无法读取。请取消密码后另存为 .xlsx 再上传。' },
  'documents.ods': { status: 415, zh: '这是 .ods 文件。请另存为 .xlsx 再上传。' },
  'documents.xlsb': { status: 415, zh: '这是 .xlsb 二进制工作簿。请另存为 .xlsx 再上传。' },
  'documents.web-page': {
    status: 415,
    zh: '这是网页格式的表格，只是改了扩展名。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
  },
  'documents.not-a-workbook': {
    status: 415,
    zh: '这不是 .xlsx 工作簿，也不是 .csv 文本。请确认文件后另存为 .xlsx 再上传。',
  },
  'documents.macros': {
    status: 415,
    zh: '文件带有宏程序，出于安全不予读取。请另存为不含宏的 .xlsx 再上传。',
  },
  'documents.damaged': {
    status: 422,
    zh: '文件已损坏，无法读完（{what}）。请用 Excel 或 WPS 打开后重新保存。',
  },
  'documents.bomb': { status: 413, zh: '文件解开后大得异常（{what}），已拒绝读取。' },
  'documents.name-unsafe': { status: 422, zh: '压缩包内有不安全的文件名，已拒绝读取。' },
  'documents.xml-forbidden': {
    status: 422,
    zh: '文件内含有不允许的 XML 声明（DOCTYPE 或实体），已拒绝读取。',
  },
  'documents.no-sheet': { status: 422, zh: '工作簿里没有可读的工作表。' },
  'documents.csv-quote': {
    status: 422,
    zh: '第 {row} 行的引号没有成对，分不清后面各行的内容。请在表格软件中另存为 .xlsx 或重新导出 .csv 后再上传。',
  },
  'documents.too-many': { status: 413, zh: '{what}超过 {limit}，请拆分后再上传。' },
  'documents.encoding': {
    status: 422,
    zh: '文本编码无法识别，请把 .csv 另存为 UTF-8 或 GB18030 编码后再上传。',
  },
});
