import { plainQuestion as ask, type Option, type Question } from './question.ts';

/** What a survey is made for; `own` is a template of the district's. */
export const purposes = [
  'renovate',
  'items',
  'contribution',
  'management',
  'before',
  'after',
  'own',
] as const;
export type Purpose = (typeof purposes)[number];

export const purposeNames: Readonly<Record<Purpose, string>> = {
  renovate: '是否同意改造',
  items: '改造内容',
  contribution: '出资意愿',
  management: '物业管理方式',
  before: '改造前满意度',
  after: '改造后满意度',
  own: '自定',
};

export type Template = {
  readonly purpose: Purpose;
  readonly name: string;
  readonly questions: readonly Question[];
};

const note = ask('note', 'text', '其他意见和建议', { required: false });
const agree = ask('agree', 'yesNo', '您是否同意本小区实施老旧小区改造？', { meaning: 'agree' });
const whyNot = ask('whyNot', 'several', '不同意的主要原因是什么？', {
  options: [
    { id: 'cost', title: '担心出资' },
    { id: 'noise', title: '担心施工影响生活' },
    { id: 'quality', title: '担心工程质量' },
    { id: 'removal', title: '希望拆迁或棚改' },
    { id: 'need', title: '认为没有必要' },
    { id: 'other', title: '其他' },
  ],
  showIf: [{ question: 'agree', test: 'is', value: false }],
});
const items = (catalogue: readonly Option[], showIf: Question['showIf']): Question =>
  ask('items', 'items', '您希望改造哪些内容？（可多选）', { options: catalogue, meaning: 'items', showIf });

const ratings: readonly (readonly [string, string])[] = [
  ['overall', '总体居住满意度'],
  ['water', '供水、排水'],
  ['roads', '道路与停车'],
  ['safety', '安防与消防'],
  ['lighting', '照明与绿化'],
  ['building', '屋面、外墙与楼道'],
  ['property', '物业管理与卫生'],
  ['facilities', '养老、活动等公共设施'],
];

/** The same questions before and after, so that the answers compare. */
const satisfaction: readonly Question[] = [
  ...ratings.map(([id, title]) =>
    ask(id, 'rating', `${title}：您打几分？`, { hint: '1 分很不满意，5 分很满意' }),
  ),
  ask('urgent', 'text', '您认为最需要解决的问题', { required: false }),
];

/**
 * The templates every district starts with.
 * @param catalogue the items of the policy pack's catalogue (catalogue.items)
 */
export const standardTemplates = (catalogue: readonly Option[]): readonly Template[] => [
  {
    purpose: 'renovate',
    name: '改造意愿征询（同意、内容、出资）',
    questions: [
      agree,
      whyNot,
      items(catalogue, [{ question: 'agree', test: 'is', value: true }]),
      ask('pay', 'yesNo', '您是否愿意按规定比例出资参与改造？', { meaning: 'pay' }),
      note,
    ],
  },
  { purpose: 'items', name: '改造内容征询', questions: [items(catalogue, []), note] },
  {
    purpose: 'contribution',
    name: '出资意愿征询',
    questions: [
      ask('pay', 'yesNo', '您是否愿意出资参与改造？', { meaning: 'pay' }),
      ask('payAmount', 'money', '您愿意出资多少？', {
        hint: '按户填写，单位元',
        required: false,
        meaning: 'payAmount',
        showIf: [{ question: 'pay', test: 'is', value: true }],
      }),
      ask('payWay', 'several', '您愿意用什么方式出资？', {
        options: [
          { id: 'cash', title: '直接出资' },
          { id: 'fund', title: '住宅专项维修资金' },
          { id: 'income', title: '小区公共收益' },
          { id: 'providentFund', title: '提取住房公积金' },
          { id: 'labour', title: '投工投劳、捐资捐物' },
        ],
        showIf: [{ question: 'pay', test: 'is', value: true }],
      }),
      note,
    ],
  },
  {
    purpose: 'management',
    name: '物业管理方式征询',
    questions: [
      ask('management', 'single', '改造后您希望采用哪种物业管理方式？', {
        meaning: 'management',
        options: [
          { id: 'company', title: '聘请物业企业' },
          { id: 'self', title: '业主自行管理' },
          { id: 'community', title: '社区托管' },
          { id: 'precinct', title: '片区连片管理' },
        ],
      }),
      ask('accept', 'yesNo', '您是否愿意按约定缴纳物业费？'),
      ask('fee', 'number', '您能接受的物业费标准', {
        unit: '元/㎡·月',
        min: 0,
        max: 10,
        decimals: 2,
        required: false,
        showIf: [{ question: 'accept', test: 'is', value: true }],
      }),
      note,
    ],
  },
  { purpose: 'before', name: '满意度调查（改造前）', questions: satisfaction },
  { purpose: 'after', name: '满意度调查（改造后）', questions: satisfaction },
];
