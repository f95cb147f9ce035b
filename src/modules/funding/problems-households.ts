import { defineProblems } from '#shared/problem.ts';

/** Refusals of residents' contributions. */
export const householdProblems = defineProblems({
  'funding.households.absent': { status: 404, zh: '没有找到这条记录，或者它不在您的管辖范围内。' },
  'funding.households.estate': { status: 404, zh: '没有找到这个小区，或者它已归档。' },
  'funding.households.stale': { status: 409, zh: '页面打开后这条记录又有了变化，请刷新后再办理。' },
  'funding.households.key-used': { status: 409, zh: '同一次提交已经登记，没有重复登记。' },
  'funding.households.state': { status: 409, zh: '归集“{state}”时不能{what}。' },
  'funding.households.parts-empty': {
    status: 422,
    zh: '所选范围内没有可以分摊的专有部分，请先登记或导入业主名册。',
  },
  'funding.households.area-unknown': {
    status: 422,
    zh: '有 {count} 处专有部分没有登记面积，不能按面积分摊：{places}。',
  },
  'funding.households.floor-unknown': {
    status: 422,
    zh: '有 {count} 处专有部分没有登记楼层，不能按楼层系数分摊：{places}。',
  },
  'funding.households.coefficient': {
    status: 422,
    zh: '{floor} 层没有楼层系数，请写明后再分摊（涉及 {places}）。',
  },
  'funding.households.nobody': { status: 422, zh: '所有专有部分的权数都是 0，没有人分摊。' },
  'funding.households.agreement-missing': { status: 422, zh: '约定的表中缺 {count} 户：{places}。' },
  'funding.households.agreement-strange': {
    status: 422,
    zh: '约定的表中有不在分摊范围内或重复的专有部分，请核对。',
  },
  'funding.households.agreement-mixed': {
    status: 422,
    zh: '约定的表应全部填金额，或者全部填权数，不能混用。',
  },
  'funding.households.agreement-sum': {
    status: 422,
    zh: '约定的金额合计 {sum} 元，与应归集的 {total} 元不符，相差 {gap} 元。',
  },
  'funding.households.agreement-file': { status: 422, zh: '按约定分摊须上传签字的约定文件。' },
  'funding.households.has-relief': {
    status: 409,
    zh: '有专有部分已有减免，不能移出分摊范围；请先处理减免。',
  },
  'funding.households.scheme': { status: 422, zh: '没有找到这个小区的这一版方案，请刷新后重选。' },
  'funding.households.class': { status: 422, zh: '“{item}”不在改造内容目录中。' },
  'funding.households.basis-absent': {
    status: 422,
    zh: '应缴须有依据：请选择已通过的业主表决，或上传签字的协议。没有依据只能认缴，不能催缴。',
  },
  'funding.households.not-passed': {
    status: 422,
    zh: '所选的表决事项没有通过，或不是本小区的表决，不能作为应缴的依据。',
  },
  'funding.households.vote-scope': {
    status: 422,
    zh: '所选的表决只在{scope}进行，不能作为更大范围出资或用款的依据。',
  },
  'funding.households.vote-kind': {
    status: 422,
    zh: '表决事项“{matter}”不含出资的意思，或不是这项改造内容应表决的事项，不能作为应缴的依据。',
  },
  'funding.households.vote-used': {
    status: 409,
    zh: '这项表决已作为归集 {number} 的依据，同一户不能凭它再次应缴；增加出资须重新表决。',
  },
  'funding.households.basis-frozen': { status: 409, zh: '依据一经登记不能改动。' },
  'funding.households.frozen': {
    status: 409,
    zh: '账单已发出，金额、范围与依据不能再改；有误的请以减免或新的归集更正。',
  },
  'funding.households.sum': { status: 409, zh: '各户账单合计与归集总额不符，未能发出，请重新计算。' },
  'funding.households.plan': { status: 422, zh: '分期的日期应从早到晚，各期份额之和应为 1。' },
  'funding.households.due-day': { status: 422, zh: '第一期的缴款日期不能早于今天。' },
  'funding.households.not-due': { status: 409, zh: '这一户还没有到应缴，不能收款。' },
  'funding.households.file': { status: 422, zh: '没有找到这份文件，或它不是为本小区居民出资上传的。' },
  'funding.households.file-kind': { status: 422, zh: '文件须为 PDF、JPG、PNG、DOCX 或 XLSX。' },
  'funding.households.pledge-file': { status: 422, zh: '按协议认缴须上传签字的文件。' },
  'funding.households.relief-over': { status: 422, zh: '减免合计不能超过这一户的分摊额 {share} 元。' },
  'funding.households.relief-channel': {
    status: 422,
    zh: '“{channel}”不是政策规则中的资金渠道，或不能用于减免居民出资。',
  },
  'funding.households.two-persons': { status: 409, zh: '提出人不能自己批准，须由另一人办理。' },
  'funding.households.decided': { status: 409, zh: '这件申请已经办结。' },
  'funding.households.day-future': { status: 422, zh: '日期不能晚于今天。' },
  'funding.households.over': {
    status: 422,
    zh: '收款 {amount} 元，比待缴 {left} 元多。确系多缴的请勾选“按多缴收下”。',
  },
  'funding.households.receipt-kept': { status: 409, zh: '收据只能作废，不能改动或删除。' },
  'funding.households.receipt-voided': { status: 409, zh: '这张收据已经作废。' },
  'funding.households.receipt-refunded': {
    status: 409,
    zh: '这一户已有退款，作废后实缴将少于退款，请先处理退款。',
  },
  'funding.households.refund-over': { status: 422, zh: '退款不能超过实缴余额 {paid} 元。' },
  'funding.households.nothing-to-remind': { status: 422, zh: '所选各户没有逾期未缴的金额。' },
  'funding.households.statement-head': {
    status: 422,
    zh: '没有找到表头：应有交易日期，以及收入（贷方）金额或交易金额一列。',
  },
  'funding.households.statement-empty': { status: 422, zh: '流水里没有一笔可以读的收支。' },
  'funding.households.statement-large': { status: 422, zh: '一份流水最多 {most} 笔，请分月导出后上传。' },
  'funding.households.statement-state': { status: 409, zh: '这份流水现在不能这样办理，请刷新后看最新情况。' },
  'funding.households.statement-faulty': { status: 422, zh: '流水还有 {count} 处读不懂，请改好后重新上传。' },
  'funding.households.statement-cancelled': { status: 409, zh: '核对已取消，请重新上传。' },
  'funding.households.statement-fault': { status: 409, zh: '核对时程序出错，系统会再试。' },
  'funding.households.line-state': { status: 409, zh: '这一笔已经处理过。' },
  'funding.households.line-returned': {
    status: 409,
    zh: '这份流水中有一笔分到几户、银行已退回一部分，不能整份撤销；请在收据上逐张作废有误的。',
  },
  'funding.households.line-sum': {
    status: 422,
    zh: '分到各户的合计 {sum} 元，应等于这一笔的 {amount} 元；多缴的记在其中一户，之后退款。',
  },
  'funding.households.line-known': { status: 409, zh: '这一笔在别的流水中已经处理过，没有重复入账。' },
  'funding.households.line-direction': {
    status: 422,
    zh: '支出的一笔只能作为退回处理，收入的一笔只能入账。',
  },
  'funding.households.line-within': { status: 409, zh: '收据合计不能超过银行这一笔的金额。' },
  'funding.households.table-head': {
    status: 422,
    zh: '没有找到表头：应有“房号”，以及{columns}。有楼栋、单元的请一并列出。',
  },
  'funding.households.table-faulty': { status: 422, zh: '表中有 {count} 处问题，第一处在 {cell}：{why}' },
  'funding.fund.vote': {
    status: 422,
    zh: '使用维修资金须有业主表决通过的“使用维修资金”事项（民法典第二百七十八条第一款第五项），所选事项不符。',
  },
  'funding.fund.vote-used': {
    status: 409,
    zh: '这项表决已用于 {number}，同一用途、同一范围不能再次使用；增加用款须重新表决。',
  },
  'funding.fund.item': { status: 422, zh: '“{item}”由专营单位承担，不得从维修资金列支（{article}）。' },
  'funding.fund.balance-absent': {
    status: 422,
    zh: '有 {count} 户没有导入维修资金余额，不能分摊：{places}。',
  },
  'funding.fund.balance-older': {
    status: 409,
    zh: '已有截至 {asOf} 的余额，较早的余额表不能覆盖它；请向保管单位索取新的余额表。',
  },
  'funding.fund.balance-short': {
    status: 422,
    zh: '有 {count} 户的余额不够分摊：{places}。请续交后再申请，或缩小范围。',
  },
});
