import { defineProblems } from '#shared/problem.ts';

export const projectsProblems = defineProblems({
  'projects.estate.absent': { status: 404, zh: '没有找到这个小区，或者它不在您的管辖范围内' },
  'projects.assessment.stale': { status: 409, zh: '“{name}”的台账或政策参数已有变化，请先重新评估' },
  'projects.version.stale': { status: 409, zh: '这条记录刚被他人修改，请刷新后在最新内容上再办' },
  'projects.application.role': { status: 403, zh: '这一步不由您的角色办理' },
  'projects.application.state': { status: 409, zh: '申请目前是“{state}”，不能办理“{step}”' },
  'projects.application.text-missing': { status: 422, zh: '办理“{step}”须填写意见或理由' },
  'projects.application.opinion-missing': { status: 422, zh: '请选择支持或不支持' },
  'projects.application.not-eligible': { status: 409, zh: '不符合改造范围，不能受理：{why}' },
  'projects.application.eligibility-unknown': {
    status: 409,
    zh: '改造范围还有未查明的条件，不能受理：{why}',
  },
  'projects.application.opposed': { status: 409, zh: '街道意见为不支持，不能受理' },
  'projects.application.dispute-open': { status: 409, zh: '小区存在争议，解除暂缓后才能受理' },
  'projects.application.in-project': { status: 409, zh: '小区已列入项目，不能撤销受理' },
  'projects.dispute.absent': { status: 404, zh: '没有找到这起争议，或者它不在您的管辖范围内' },
  'projects.dispute.already-open': { status: 409, zh: '这个小区已有未了结的争议' },
  'projects.dispute.released': { status: 409, zh: '这起争议已经解除暂缓' },
  'projects.dispute.held': { status: 409, zh: '还不能解除暂缓：{why}' },
  'projects.dispute.day': { status: 422, zh: '日期不能晚于今天' },
  'projects.project.absent': { status: 404, zh: '没有找到这个项目，或者它不在您的管辖范围内' },
  'projects.project.unfit': { status: 409, zh: '不能组成项目：{why}' },
  'projects.project.day': { status: 422, zh: '批准日期不能晚于今天' },
  'projects.project.cancelled': { status: 409, zh: '这个项目已经撤销' },
  'projects.project.counted-twice': { status: 409, zh: '有小区刚被列入另一个项目，请刷新后重试' },
});
