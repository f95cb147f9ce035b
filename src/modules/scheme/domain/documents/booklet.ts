import { wanText } from '#shared/money.ts';
import { dayWords } from '../day-words.ts';
import { versionStateNames } from '../state.ts';
import {
  type Booklet,
  type BookletBlock,
  type BookletFacts,
  type BookletLine,
  classTitles,
  yuanText,
} from './booklet-facts.ts';
import { payersOf } from './booklet-payers.ts';

const classes = ['basic', 'improvement', 'enhancement'] as const;

const percentText = (bp: number): string => `${(bp / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
const sum = (list: readonly bigint[]): bigint => list.reduce((all, one) => all + one, 0n);
const known = (value: number | null): string => (value === null ? '待核' : String(value));

/** Two pictures stand side by side. */
const pairs = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / 2) }, (_, n) => list.slice(n * 2, n * 2 + 2));

const pictureBlocks = (
  of: readonly { readonly id: string; readonly title: string }[],
  word: string,
): BookletBlock[] =>
  pairs(of).map((two) => ({
    kind: 'pictures',
    ids: two.map((one) => one.id),
    caption: `${word}：${two.map((one) => one.title).join('；')}`,
  }));

function basics(facts: BookletFacts): BookletBlock[] {
  const { estates } = facts;
  const households = estates.reduce((all, one) => all + (one.households ?? 0), 0);
  return [
    ...(facts.scheme.summary ? [{ kind: 'text' as const, text: facts.scheme.summary }] : []),
    {
      kind: 'text',
      text: `本方案范围为${estates.map((one) => one.name).join('、')}，共 ${estates.length} 个小区、${households} 户${estates.some((one) => one.households === null) ? '（户数有待核的小区）' : ''}。`,
    },
    {
      kind: 'table',
      caption: '表1 小区基本情况',
      heads: ['图号', '小区', '街道（乡镇）', '建成年份', '建筑面积（㎡）', '楼栋', '单元', '户数'],
      rows: estates.map((one, n) => [
        String(n + 1),
        one.name,
        one.subdistrictName,
        known(one.builtYear),
        known(one.floorAreaM2),
        known(one.buildings),
        known(one.entrances),
        known(one.households),
      ]),
      widths: [7, 18, 16, 12, 16, 9, 9, 9],
      right: [4, 5, 6, 7],
    },
    ...(estates.some((one) => one.located)
      ? [
          {
            kind: 'map' as const,
            caption: `图1 位置示意（${estates.map((one, n) => `${n + 1} ${one.name}`).join('，')}；灰点为附近小区；示意图，不作测绘依据）`,
          },
        ]
      : [{ kind: 'text' as const, text: '小区没有登记经纬度，位置图待补。' }]),
  ];
}

const linesTable = (lines: readonly BookletLine[], caption: string): BookletBlock => ({
  kind: 'table',
  caption,
  heads: ['序号', '类别', '改造内容', '部位', '专业', '数量', '单位', '单价（元）', '工程费（元）'],
  rows: [
    ...classes
      .flatMap((one) => lines.filter((line) => line.class === one))
      .map((line, n) => [
        ...[String(n + 1), classTitles[line.class], line.itemTitle, line.place, line.trade],
        ...[line.quantity, line.unit, yuanText(line.unitPriceFen), yuanText(line.worksFen)],
      ]),
    ['', '', '合计', '', '', '', '', '', yuanText(sum(lines.map((line) => line.worksFen)))],
  ],
  widths: [5, 8, 15, 14, 9, 9, 6, 15, 19],
  right: [5, 7, 8],
});

function items(facts: BookletFacts): BookletBlock[] {
  const { estates, lines } = facts;
  const parts = classes.flatMap((one) => {
    const titles = [...new Set(lines.filter((line) => line.class === one).map((line) => line.itemTitle))];
    return titles.length > 0 ? [`${classTitles[one]} ${titles.length} 项：${titles.join('、')}`] : [];
  });
  const text = {
    kind: 'text' as const,
    text: parts.length > 0 ? `${parts.join('；')}。` : '尚未列入改造内容。',
  };
  if (estates.length === 1) return [text, linesTable(lines, '表2 改造内容与工程费')];
  return [
    text,
    { kind: 'text', text: '本方案为片区统一方案，各小区内容见附件。' },
    {
      kind: 'table',
      caption: '表2 各小区工程费',
      heads: ['小区', '基础类（元）', '完善类（元）', '提升类（元）', '合计（元）'],
      rows: estates.map((estate) => {
        const own = lines.filter((line) => line.estateId === estate.id);
        const of = classes.map((one) =>
          sum(own.filter((line) => line.class === one).map((line) => line.worksFen)),
        );
        return [estate.name, ...of.map(yuanText), yuanText(sum(of))];
      }),
      widths: [24, 19, 19, 19, 19],
      right: [1, 2, 3, 4],
    },
  ];
}

function costs({ scheme, estates }: BookletFacts): BookletBlock[] {
  const area = estates.reduce((all, one) => all + (one.floorAreaM2 ?? 0), 0);
  const households = estates.reduce((all, one) => all + (one.households ?? 0), 0);
  const each = [
    ...(area > 0
      ? [`每平方米建筑面积 ${yuanText(scheme.totalFen / BigInt(Math.max(1, Math.round(area))))} 元`]
      : []),
    ...(households > 0 ? [`每户 ${yuanText(scheme.totalFen / BigInt(households))} 元`] : []),
  ];
  const on = scheme.contingencyOn === 'works' ? '工程费' : '工程费与其他费之和';
  return [
    {
      kind: 'table',
      caption: '表3 投资估算',
      heads: ['序号', '费用', '计算', '金额（元）'],
      rows: [
        ['1', '工程费', '数量 × 单价', yuanText(scheme.worksFen)],
        ['2', '工程建设其他费', `工程费 × ${percentText(scheme.otherBp)}`, yuanText(scheme.otherFen)],
        ['3', '预备费', `${on} × ${percentText(scheme.contingencyBp)}`, yuanText(scheme.contingencyFen)],
        ['', '合计', '1 + 2 + 3', yuanText(scheme.totalFen)],
      ],
      widths: [8, 26, 40, 26],
      right: [3],
    },
    {
      kind: 'text',
      text: `总投资 ${wanText(scheme.totalFen)} 万元${each.length > 0 ? `，${each.join('，')}（按已登记的面积、户数折算）` : ''}。${
        scheme.ceilingFen === null
          ? ''
          : `投资上限 ${wanText(scheme.ceilingFen)} 万元${scheme.ceilingBasis ? `（${scheme.ceilingBasis}）` : ''}。`
      }`,
    },
  ];
}

function review({ opinions, review: words }: BookletFacts): BookletBlock[] {
  if (opinions.length === 0) return [{ kind: 'text', text: words }];
  return [
    { kind: 'text', text: words },
    {
      kind: 'table',
      caption: '表5 联合审查意见',
      heads: ['单位', '结论', '意见与答复', '日期'],
      rows: opinions.map((one) => [
        one.title,
        one.stance,
        [one.text, one.answer ? `答复：${one.answer}` : ''].filter((part) => part !== '').join('\n'),
        one.givenOn ? dayWords(one.givenOn) : '',
      ]),
      widths: [24, 14, 42, 20],
      right: [],
    },
  ];
}

const notices = ({ notices: list }: BookletFacts): BookletBlock[] =>
  list.length === 0
    ? [{ kind: 'text', text: '尚未公示。' }]
    : list.map((one) => ({
        kind: 'text',
        text: `${one.estateName}：${dayWords(one.postedOn)}至${dayWords(one.until)}公示，收到异议 ${one.objections} 件，未答复 ${one.unanswered} 件。`,
      }));

const numerals = '一二三四五六七八九十';

/** The whole booklet in the order of official papers; the same for the .docx and the page that is printed. */
export function bookletOf(facts: BookletFacts): Booklet {
  const { scheme, estates } = facts;
  const pictures = [...pictureBlocks(facts.photos, '现状'), ...pictureBlocks(facts.drawings, '设计')];
  const parts: readonly (readonly [string, BookletBlock[]])[] = [
    ['基本情况', basics(facts)],
    ['改造内容', items(facts)],
    ['投资估算', costs(facts)],
    ['资金来源', payersOf(facts)],
    ['现状与设计', pictures.length > 0 ? pictures : [{ kind: 'text', text: '现状照片与设计图待补。' }]],
    ['联合审查', review(facts)],
    ['公示情况', notices(facts)],
  ];
  const annexes = estates.length === 1 ? [] : estates;
  return {
    title: scheme.title,
    standing:
      scheme.state === 'approved'
        ? ''
        : `（第 ${scheme.number} 版，${versionStateNames[scheme.state]}，未经批准）`,
    sections: [
      ...parts.map(([heading, blocks], n) => ({ heading: `${numerals[n] ?? ''}、${heading}`, blocks })),
      ...annexes.map((estate, n) => {
        const own = facts.lines.filter((line) => line.estateId === estate.id);
        return {
          heading: `附件 ${n + 1}　${estate.name}改造内容`,
          blocks: [linesTable(own, `附表${n + 1} ${estate.name}改造内容与工程费`)],
        };
      }),
    ],
    signature:
      scheme.approvedOn === null
        ? ['（编制单位盖章）', dayWords(facts.today)]
        : [
            '（批准单位盖章）',
            ...(scheme.documentNumber ? [scheme.documentNumber] : []),
            dayWords(scheme.approvedOn),
          ],
    small: scheme.hash
      ? `第 ${scheme.number} 版，内容摘要（SHA-256）${scheme.hash}`
      : `第 ${scheme.number} 版`,
  };
}
