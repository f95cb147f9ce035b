import { defineProblems } from '#shared/problem.ts';

/** Refusals of drawing up a scheme. */
export const schemesProblems = defineProblems({
  'scheme.scheme.absent': { status: 404, zh: '没有找到这份方案，或者它不在您的管辖范围内。' },
  'scheme.scheme.foreign': {
    status: 403,
    zh: '这份方案跨街道，由区里编制；您可以查看本辖区小区的内容，不能修改。',
  },
  'scheme.scheme.stale': { status: 409, zh: '“{title}”刚被他人修改，请刷新后在最新内容上再办。' },
  'scheme.scheme.state': { status: 409, zh: '“{title}”目前是“{state}”，不能{step}。' },
  'scheme.scheme.estate': { status: 404, zh: '没有找到所选的小区，或者它不在您的管辖范围内。' },
  'scheme.scheme.taken': {
    status: 409,
    zh: '{estate}已有方案“{title}”。一个小区一份方案，请在原方案上修改。',
  },
  'scheme.scheme.estate-taken': { status: 409, zh: '所选小区已有方案。一个小区一份方案，请在原方案上修改。' },
  'scheme.scheme.project-taken': { status: 409, zh: '这个项目已有方案，请在原方案上修改。' },
  'scheme.scheme.project': { status: 422, zh: '所选小区应全部属于这个项目：{estates}不在其中。' },
  'scheme.scheme.copy': { status: 422, zh: '请选择要复制的方案。' },
  'scheme.scheme.refused': { status: 422, zh: '还不能提交：{what}' },
  'scheme.scheme.nothing': { status: 409, zh: '没有可以{step}的保存。' },
  'scheme.line.item': { status: 422, zh: '第 {n} 行的“{item}”不在改造内容目录中。' },
  'scheme.line.estate': { status: 422, zh: '第 {n} 行的小区不在这份方案中。' },
  'scheme.line.unknown': { status: 422, zh: '第 {n} 行的编号不是这份方案的，请刷新后重试。' },
  'scheme.line.identity': {
    status: 422,
    zh: '第 {n} 行改换了小区或内容；行的编号用于工程量与付款，请删去原行，另加一行。',
  },
  'scheme.line.twice': { status: 422, zh: '第 {n} 行的编号与前面的行重复。' },
  'scheme.line.quantity': { status: 422, zh: '第 {n} 行的数量应大于 0，至多三位小数。' },
  'scheme.line.amount': { status: 422, zh: '方案总投资过大，请核对数量与单价。' },
  'scheme.version.absent': { status: 404, zh: '这份方案没有第 {number} 版。' },
  'scheme.version.frozen': {
    status: 409,
    zh: '已提交或批准的版本不能修改，请退回后在新版本上改，或申请变更。',
  },
  'scheme.file.absent': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内。' },
  'scheme.file.kind': {
    status: 415,
    zh: '只能上传图片（jpg、png、webp）、PDF、Word（docx）、Excel（xlsx）和图纸（dwg、dxf）。',
  },
  'scheme.file.content': { status: 415, zh: '文件内容与扩展名 {ext} 不符，请重新导出后上传。' },
});
