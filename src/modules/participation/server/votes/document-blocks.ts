import type { DocxBlock } from '#platform/documents/docx/write-docx.ts';
import { areaText, fractionText } from '../../domain/tally/why.ts';
import { challengeUntil, dayWords, instantWords } from '../../domain/vote/calendar.ts';
import { areaSourceWords, partKindWords } from '../../domain/vote/part-words.ts';
import { followNames, unreturnedNames } from '../../domain/vote/rules.ts';
import type { EntitlementRow } from './roll-store.ts';
import type { MatterRow, VoteRow } from './vote-row.ts';

type Style = 'title' | 'heading' | 'body' | 'plain' | 'small';
const text = (style: Style, words: string): DocxBlock =>
  style === 'title' || style === 'heading'
    ? { kind: style, text: words }
    : { kind: 'text', style, text: words };

/** All a paper of a vote is made from; names are masked already. */
export type PaperOf = {
  readonly vote: VoteRow;
  readonly matters: readonly MatterRow[];
  readonly roll: readonly EntitlementRow[];
  readonly sums: { readonly parts: number; readonly heads: number; readonly areaCm2: bigint };
  readonly today: string;
};

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const ordinal = (n: number): string => ordinals[n] ?? String(n + 1);
const classWords = { ordinary: '一般事项', special: '特别事项' } as const;
const when = (at: Date | null): string => (at ? instantWords(at.toISOString()) : '（未定）');
const area = (cm2: bigint): string => areaText(Number(cm2));

const signature = ({ vote, today }: PaperOf, day: string | null = null): DocxBlock => ({
  kind: 'signature',
  lines: [vote.convenerName, dayWords(day ?? today)],
});

/** What is needed to pass, by class, in the law's own words. */
function thresholdWords({ vote, matters }: PaperOf): string[] {
  const classes = [...new Set(matters.map((one) => one.class))];
  return classes.map((of) => {
    const { quorum, majority, strict } = vote.thresholds[of];
    const share = fractionText(quorum);
    const pass = strict
      ? `参与表决专有部分面积过${fractionText(majority)}的业主且参与表决人数过${fractionText(majority)}的业主同意`
      : `参与表决专有部分面积${fractionText(majority)}以上的业主且参与表决人数${fractionText(majority)}以上的业主同意`;
    return `${classWords[of]}：由专有部分面积占比${share}以上的业主且人数占比${share}以上的业主参与表决，并经${pass}。`;
  });
}

const matterTexts = (matters: readonly MatterRow[]): DocxBlock[] =>
  matters.flatMap((one, n) => [
    text('body', `（${ordinal(n)}）${one.title}（${classWords[one.class]}）`),
    ...(one.text ? [text('body', one.text)] : []),
  ]);

/** 表决公告. */
export function announcement(of: PaperOf): DocxBlock[] {
  const { vote, matters, sums } = of;
  const { rules } = vote;
  return [
    text('title', `关于${vote.title}的公告`),
    text('plain', `${vote.scopeName}全体业主：`),
    text('body', `根据${vote.thresholds.article}，现就下列事项组织业主依法表决，公告如下。`),
    text('heading', '一、表决事项'),
    ...matterTexts(matters),
    text('heading', '二、参与与通过的比例'),
    ...thresholdWords(of).map((words) => text('body', words)),
    text('heading', '三、表决名册'),
    text(
      'body',
      `名册共有专有部分 ${sums.parts} 个、业主 ${sums.heads} 人、面积 ${area(sums.areaCm2)}（第 ${vote.rollVersion} 版），摘要 ${vote.rollHash ?? ''}。一个专有部分按一人计算；同一业主有多个专有部分的按一人计算，面积累加；尚未出售的部分合按一人计算。`,
    ),
    text('heading', '四、投票时间'),
    text('body', `自 ${when(vote.opensAt)} 起，至 ${when(vote.closesAt)} 止。`),
    text('heading', '五、投票办法'),
    text(
      'body',
      vote.how ||
        '业主可以持户卡在网上核实身份后投票，可以在纸质表决票上签名后交回，也可以等候工作人员入户登记。同一专有部分前后投了几次的，以截止前最后一次为准，前后各次均留存。委托他人的，应提交签字的委托书。',
    ),
    text(
      'body',
      `未投票的：${unreturnedNames[rules.unreturned]}；选择“从众”的：${followNames[rules.follow]}。${rules.ownRules ? `依据：${rules.ownRules.text}` : ''}`,
    ),
    signature(of, vote.announcedOn),
  ];
}

/** 表决名册公示; owners masked. */
export function rollPosting(of: PaperOf): DocxBlock[] {
  const { vote, roll, sums } = of;
  const until = vote.rollObjectionsUntil ? dayWords(vote.rollObjectionsUntil) : '（未定）';
  return [
    text('title', `${vote.scopeName}业主表决名册公示`),
    text(
      'body',
      `“${vote.title}”的表决名册公示如下（第 ${vote.rollVersion} 版），共 ${sums.parts} 个专有部分、${sums.heads} 人、${area(sums.areaCm2)}。对面积、业主有异议的，请于 ${until} 前向${vote.convenerName}提出。姓名已作处理。`,
    ),
    {
      kind: 'table',
      widths: [6, 14, 10, 12, 14, 16, 16],
      heads: ['序号', '楼栋单元', '房号', '用途', '面积（㎡）', '面积来源', '业主'],
      rows: roll.map((row, n) => [
        String(n + 1),
        `${row.building}${row.entrance}`,
        row.room,
        partKindWords[row.kind] ?? row.kind,
        area(row.areaCm2).replace(' ㎡', ''),
        areaSourceWords[row.areaSource] ?? row.areaSource,
        row.ownerMasked,
      ]),
    },
    ...vote.rollExcluded.map((one) => text('small', `${one.place}：${one.reason}`)),
    signature(of, vote.rollPublishedOn),
  ];
}

/** 表决票 of one entitlement, a page of its own. */
export function ballotPaper(of: PaperOf, row: EntitlementRow): DocxBlock[] {
  const { vote, matters } = of;
  const follow = vote.rules.follow === 'count-with-majority';
  const answers = follow ? ['同意', '反对', '弃权', '从众'] : ['同意', '反对', '弃权'];
  return [
    text('title', `${vote.title}表决票`),
    text('plain', `票号：${row.paperNumber}　　截止：${when(vote.closesAt)}`),
    text(
      'plain',
      `房屋：${vote.scopeName.includes(row.building) ? '' : row.building}${row.entrance}${row.room}　　业主：${row.ownerMasked}　　面积：${area(row.areaCm2)}`,
    ),
    {
      kind: 'table',
      widths: [8, 52, ...answers.map(() => 12)],
      heads: ['序号', '事项', ...answers],
      rows: matters.map((one, n) => [
        String(n + 1),
        `${one.title}（${classWords[one.class]}）`,
        ...answers.map(() => '□'),
      ]),
      rowMm: 12,
    },
    text(
      'small',
      '每一事项只选一项，在□内打√；多选或涂改不清的，该事项不计。应由业主本人签名；委托的附委托书。',
    ),
    text('plain', ''),
    text('plain', '业主（受托人）签名：　　　　　　　　联系电话：'),
    text('plain', '签名日期：　　　年　　月　　日　　收票人：'),
  ];
}

/** 表决票 of many entitlements, one page each. */
export const ballotPapers = (of: PaperOf, rows: readonly EntitlementRow[]): DocxBlock[] =>
  rows.flatMap((row, n) => [...(n > 0 ? [{ kind: 'pageBreak' } as const] : []), ...ballotPaper(of, row)]);

/** 入户表决登记表, lying. */
export function doorSheet(of: PaperOf, rows: readonly EntitlementRow[]): DocxBlock[] {
  const { vote, matters } = of;
  return [
    text('title', `${vote.title}入户表决登记表`),
    text(
      'small',
      `${vote.scopeName}　截止 ${when(vote.closesAt)}　入户人（两人以上）：　　　　　　　　　日期：`,
    ),
    text('small', matters.map((one, n) => `${n + 1}. ${one.title}`).join('　')),
    {
      kind: 'table',
      widths: [12, 14, 8, 9, ...matters.map(() => 9), 14, 10],
      heads: ['票号', '房屋', '业主', '面积（㎡）', ...matters.map((_, n) => `事项${n + 1}`), '签名', '备注'],
      rows: rows.map((row) => [
        row.paperNumber,
        `${row.building}${row.entrance}${row.room}`,
        row.ownerMasked,
        area(row.areaCm2).replace(' ㎡', ''),
        ...matters.map(() => ''),
        ...['', ''],
      ]),
      rowMm: 9,
    },
    text('small', '各事项栏填写：√ 同意，× 反对，○ 弃权。业主当面签名；不在家的写明并另约时间。'),
  ];
}

/** 结果公告: both ways side by side, root, challenge. */
export function resultNotice(of: PaperOf): DocxBlock[] {
  const { vote, matters } = of;
  const { result } = vote;
  if (!result) return [];
  const until = challengeUntil(vote.resultPostedOn ?? of.today, vote.calendar);
  return [
    text('title', `关于${vote.title}结果的公告`),
    text('plain', `${vote.scopeName}全体业主：`),
    text(
      'body',
      `本次表决于 ${when(vote.closesAt)} 截止，收到表决票 ${result.ballots} 张，其中被同一专有部分后一次投票替代的 ${result.replaced} 张。结果如下。`,
    ),
    ...matters.flatMap((matter, n) => {
      const one = result.matters.find((line) => line.id === matter.id);
      if (!one) return [];
      return [
        text('heading', `${ordinal(n)}、${matter.title}：${one.outcome.passed ? '通过' : '未通过'}`),
        text('body', one.outcome.why),
        {
          kind: 'table' as const,
          widths: [34, 16, 16, 17, 17],
          heads: ['计票方式', '参与人数/总人数', '同意人数', '参与面积/总面积', '同意面积'],
          rows: one.readings.map((reading) => [
            `未投票${unreturnedNames[reading.rules.unreturned]}，从众${followNames[reading.rules.follow]}：${reading.outcome.passed ? '通过' : '未通过'}${reading.byRules ? '（本次适用）' : ''}`,
            `${reading.outcome.heads.taking}/${reading.outcome.heads.all}`,
            String(reading.outcome.heads.for),
            `${areaText(reading.outcome.areaCm2.taking)}/${areaText(reading.outcome.areaCm2.all)}`,
            areaText(reading.outcome.areaCm2.for),
          ]),
        },
      ];
    }),
    text('heading', '核验'),
    text('body', `全部表决票的校验值（Merkle 根）：${vote.root ?? ''}。名册摘要：${vote.rollHash ?? ''}。`),
    text(
      'body',
      '持有回执的业主可以在居民页面输入回执，核对自己的一票是否计入；名册上的业主核实身份后可以下载核验包，在任何电脑上重新计票。',
    ),
    text(
      'body',
      `业主认为决定侵害其合法权益的，可以自知道或者应当知道之日起 ${vote.calendar.challengeYears} 年内请求人民法院撤销；自公布之日起算，至 ${dayWords(until)}。`,
    ),
    signature(of, vote.resultPostedOn),
  ];
}
