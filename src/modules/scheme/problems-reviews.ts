import { defineProblems } from '#shared/problem.ts';

/** Refusals of joint review, public notice and approval. */
export const reviewProblems = defineProblems({
  'scheme.review.absent': { status: 404, zh: '没有找到这份方案的审查，或者它不在您的管辖范围内' },
  'scheme.review.stale': { status: 409, zh: '这份方案刚被他人办理，请刷新后在最新内容上再办' },
  'scheme.review.step': { status: 409, zh: '这份方案目前是“{state}”，不能{step}' },
  'scheme.review.office': { status: 422, zh: '“{office}”不在规则包的会审单位中' },
  'scheme.review.lacking': { status: 422, zh: '还没有列入必须出具意见的单位：{offices}' },
  'scheme.review.twice': { status: 422, zh: '{office}列了两次；只有可有多家的单位可以各列一家' },
  'scheme.review.organisation': { status: 422, zh: '没有找到这个单位，请从单位名录中选择' },
  'scheme.review.due': { status: 422, zh: '期限应在 {first} 至 {last} 之间' },
  'scheme.review.missing': { status: 422, zh: '还不能作出审查结论。{missing}' },
  'scheme.opinion.absent': { status: 404, zh: '没有找到这项意见，或者它不是本单位的' },
  'scheme.opinion.stale': { status: 409, zh: '这项意见刚被他人办理，请刷新后在最新内容上再办' },
  'scheme.opinion.closed': { status: 409, zh: '这一轮审查已经{state}，意见不再变动' },
  'scheme.opinion.text': { status: 422, zh: '“{stance}”须写明意见' },
  'scheme.opinion.day': { status: 422, zh: '意见日期应在发起审查之日（{first}）至今天之间' },
  'scheme.opinion.none': { status: 409, zh: '{office}还没有出具意见，没有可撤回的' },
  'scheme.opinion.given': { status: 409, zh: '{office}已经出具意见，不必催办，也不能变更单位或期限' },
  'scheme.opinion.answer': { status: 409, zh: '{office}没有提出待答复的修改意见' },
  'scheme.opinion.reminded': { status: 409, zh: '{office}今天已经催办过' },
  'scheme.opinion.foreign': { status: 403, zh: '本单位的意见由本单位撤回；登记的意见由工作专班撤回' },
  'scheme.review.file': { status: 404, zh: '没有找到这个文件，或者它不在您的管辖范围内' },
  'scheme.review.file-kind': { status: 415, zh: '只接收 .pdf、.docx、.jpg、.jpeg 和 .png 文件' },
  'scheme.approve.missing': { status: 422, zh: '还不能批准：{missing}' },
});
