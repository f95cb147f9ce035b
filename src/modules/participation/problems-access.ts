import { defineProblems } from '#shared/problem.ts';

/** Refusals on the way in without an account. */
export const accessProblems = defineProblems({
  'participation.estate.absent': {
    status: 404,
    zh: '没有找到这个小区。请核对网址，或重新扫描住户卡上的二维码。',
  },
  'participation.code.unknown': {
    status: 404,
    zh: '没有这个住户码。请对照住户卡重新输入；卡上的字看不清时，请向社区申请补发。',
  },
  'participation.code.slip': { status: 400, zh: '住户码不对，可能看错了一个字。请对照住户卡重新输入。' },
  'participation.code.locked': {
    status: 429,
    zh: '输错的次数太多，请 {minutes} 分钟后再试。着急时可以请社区工作人员协助办理。',
  },
  'participation.code.used': {
    status: 409,
    zh: '这个住户码已经在另一部手机上使用过。如果不是您本人用的，或者换了手机，请向社区申请补发新卡。',
  },
  'participation.code.revoked': {
    status: 409,
    zh: '这张住户卡已经作废。请使用最近收到的那一张，或向社区申请补发。',
  },
  'participation.code.expired': { status: 409, zh: '这张住户卡已经过了有效期。请向社区申请补发新卡。' },
  'participation.code.early': { status: 409, zh: '系统时间有误，暂时不能使用住户码。请联系社区，稍后再试。' },
  'participation.verify.mismatch': {
    status: 422,
    zh: '姓名与证件号码和业主名册不一致，还可以再试 {left} 次。名册有误时，请带证件到社区核对。',
  },
  'participation.verify.locked': {
    status: 429,
    zh: '核实的次数已经用完，请 {hours} 小时后再试，或带证件到社区，由工作人员当面核对。',
  },
  'participation.verify.already': { status: 409, zh: '已经核实过业主身份，不需要再次核实。' },
  'participation.oidc.off': {
    status: 404,
    zh: '本区没有接入统一身份登录。请用姓名与证件号码核实，或到社区办理。',
  },
  'participation.oidc.failed': {
    status: 422,
    zh: '统一身份登录没有完成，可能等待过久或中途取消。请返回重新登录。',
  },
  'participation.oidc.mismatch': {
    status: 422,
    zh: '统一身份登录的姓名与证件号码和这套房屋的业主名册不一致。名册有误时，请带证件到社区核对。',
  },
  'participation.access.absent': { status: 404, zh: '没有找到这张住户卡，或者它不在您的管辖范围内。' },
  'participation.access.revoked': { status: 409, zh: '这张住户卡已经作废。' },
  'participation.access.none': {
    status: 422,
    zh: '没有需要制卡的房屋：所选范围内每套房屋都已有可用的住户卡。',
  },
  'participation.access.many': {
    status: 422,
    zh: '一次最多制卡 {most} 张，所选范围有 {count} 套。请按楼栋分次制卡。',
  },
  'participation.access.parts': {
    status: 422,
    zh: '所选房屋中有 {count} 套不在这个小区的名册上，请刷新后重选。',
  },
  'participation.access.collision': { status: 409, zh: '制卡时与他人的操作冲突，没有制成。请重新制卡。' },
  'participation.help.owner': { status: 422, zh: '所选的人不是这套房屋现在的业主，请刷新名册后重选。' },
  'participation.help.document': {
    status: 422,
    zh: '业主参加依法表决须当面查验证件：请填写证件种类和末四位。',
  },
  'participation.help.mismatch': {
    status: 422,
    zh: '证件末四位与业主名册不一致，还可以再试 {left} 次。请核对证件与所选业主；名册有误时先更正名册。',
  },
  'participation.help.locked': {
    status: 429,
    zh: '这套房屋核对证件末四位的次数已经用完，请 {hours} 小时后再试。名册有误时先更正名册。',
  },
  'participation.help.evidence': {
    status: 422,
    zh: '名册上没有可与这种证件核对的号码：请上传为这套房屋拍摄的证件照片或扫描件（PNG 或 JPEG，不超过 5 MB）。',
  },
  'participation.help.signature': {
    status: 422,
    zh: '没有收到住户的签名。请住户在屏幕上签名，或上传签字纸的照片（PNG 或 JPEG，不超过 5 MB）。',
  },
});
