import {
  type ConditionItem,
  type EstateFacts,
  type Grade,
  gradeNames,
  itemNames,
  type SurveyedWish,
  surveyedText,
} from './facts.ts';

export type NumberField =
  | 'households'
  | 'population'
  | 'buildings'
  | 'entrances'
  | 'agree'
  | 'pay'
  | 'floorAreaM2'
  | 'builtYear';
export type TextField = 'papers' | 'land' | 'management' | 'propertyKind';

/** How a factor's points (0 to 100) come from the facts; every figure is the pack's. */
export type FactorMethod =
  | {
      readonly kind: 'grades';
      readonly items: readonly ConditionItem[];
      readonly points: Readonly<Record<Grade, number>>;
    }
  | { readonly kind: 'share'; readonly of: NumberField; readonly over: NumberField }
  | {
      readonly kind: 'linear';
      readonly of: NumberField;
      readonly per: NumberField | null;
      readonly scale: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'map'; readonly of: TextField; readonly points: Readonly<Record<string, number>> }
  | { readonly kind: 'flag'; readonly of: 'ownersCommittee' };

export type Points = {
  /** 0 to 100, two decimals. */
  readonly points: number;
  /** False when an input is unknown or contradictory: the points then lack what it would have earned. */
  readonly known: boolean;
  /** The inputs and the formula in words, for people. */
  readonly input: string;
  readonly formula: string;
};

export const fieldNames: Readonly<Record<NumberField | TextField | 'ownersCommittee', string>> = {
  households: '户数',
  population: '人口',
  buildings: '楼栋数',
  entrances: '单元数',
  agree: '同意改造户数',
  pay: '愿意出资户数',
  floorAreaM2: '建筑面积（㎡）',
  builtYear: '建成年份',
  papers: '手续完善程度',
  land: '土地性质',
  management: '物业管理方式',
  propertyKind: '产权类型',
  ownersCommittee: '业主委员会',
};

const valueNames: Readonly<Record<string, string>> = {
  complete: '齐全',
  partial: '部分缺失',
  missing: '缺失',
  state: '国有',
  collective: '集体',
};

/** Quotient rounded half up to two decimals, for whole numbers num ≥ 0 and den > 0. */
function hundredths(num: bigint, den: bigint): number {
  return Number((num * 200n + den) / (den * 2n)) / 100;
}

/** Values are computed as integers of 1/10,000: floor area then is whole cm², counts and years are exact. */
const fine = 10_000;

/**
 * A count (whole, not negative) or floor area (not negative, rounded to cm²) in 1/10,000; null for any
 * other number, which no estate can have and which then earns no points.
 */
function fixedOf(field: NumberField, value: number): bigint | null {
  const scaled = field === 'floorAreaM2' ? Math.round(value * fine) : value * fine;
  const fits = scaled >= 0 && Number.isSafeInteger(scaled);
  return fits && (field === 'floorAreaM2' || Number.isInteger(value)) ? BigInt(scaled) : null;
}

const faultyPoints = (input: string, formula: string): Points => ({
  points: 0,
  known: false,
  input: `${input}，数据矛盾`,
  formula: `${formula}；矛盾的数据不计分`,
});

const unknownPoints = (names: string, formula: string): Points => ({
  points: 0,
  known: false,
  input: `${names}未知`,
  formula: `${formula}；未知不计分`,
});

function fromGrades(facts: EstateFacts, method: FactorMethod & { kind: 'grades' }): Points {
  let sum = 0;
  const inputs: string[] = [];
  let known = true;
  for (const item of method.items) {
    const grade = facts.condition[item] ?? null;
    if (grade === null) known = false;
    else sum += method.points[grade];
    inputs.push(`${itemNames[item]}${grade === null ? '未知' : gradeNames[grade]}`);
  }
  const scale = (['good', 'fair', 'poor', 'missing'] as const)
    .map((grade) => `${gradeNames[grade]} ${method.points[grade]}`)
    .join('、');
  return {
    points: hundredths(BigInt(sum), BigInt(method.items.length)),
    known,
    input: inputs.join('、'),
    formula: `各项得分（${scale}）之和 ${sum} ÷ ${method.items.length} 项${known ? '' : '；未知的项计 0 分'}`,
  };
}

/** The closed survey behind a share of wishes, which brings its own number of households. */
function surveyedOf(facts: EstateFacts, method: FactorMethod & { kind: 'share' }): SurveyedWish | null {
  const asked = (method.of === 'agree' || method.of === 'pay') && method.over === 'households';
  return asked ? (facts.surveyed?.[method.of as 'agree' | 'pay'] ?? null) : null;
}

function fromShare(facts: EstateFacts, method: FactorMethod & { kind: 'share' }): Points {
  const surveyed = surveyedOf(facts, method);
  const part = surveyed ? surveyed.yes : facts[method.of];
  const whole = surveyed ? surveyed.households : facts[method.over];
  const [of, over] = [fieldNames[method.of], fieldNames[method.over]];
  const formula = `${of} ÷ ${over} × 100`;
  if (part === null) return unknownPoints(of, formula);
  if (whole === null || whole <= 0) return unknownPoints(over, formula);
  const input = `${of} ${part}，${over} ${whole}${surveyed ? `；${surveyedText(surveyed)}` : ''}`;
  const [num, den] = [fixedOf(method.of, part), fixedOf(method.over, whole)];
  if (num === null || !den || num > den) return faultyPoints(input, formula);
  return { points: hundredths(num * 100n, den), known: true, input, formula: `${part} ÷ ${whole} × 100` };
}

function fromLinear(facts: EstateFacts, method: FactorMethod & { kind: 'linear' }): Points {
  const value = facts[method.of];
  const per = method.per === null ? 1 : facts[method.per];
  const ratio =
    method.per === null
      ? fieldNames[method.of]
      : `${fieldNames[method.of]} ÷ ${fieldNames[method.per]} × ${method.scale}`;
  const formula = `${ratio}，${method.from} 计 0 分、${method.to} 计 100 分，其间按比例`;
  if (value === null) return unknownPoints(fieldNames[method.of], formula);
  if (per === null || per <= 0) return unknownPoints(fieldNames[method.per ?? method.of], formula);
  const shown = method.per === null ? '' : `，${fieldNames[method.per]} ${per}`;
  const input = `${fieldNames[method.of]} ${value}${shown}`;
  const num = fixedOf(method.of, value);
  const den = method.per === null ? BigInt(fine) : fixedOf(method.per, per);
  if (num === null || !den) return faultyPoints(input, formula);
  const scaled = num * (method.per === null ? 1n : BigInt(method.scale));
  const sign = method.to > method.from ? 1n : -1n;
  const rise = (scaled - BigInt(method.from) * den) * sign;
  const span = BigInt(method.to - method.from) * sign * den;
  const clamped = rise < 0n ? 0n : rise > span ? span : rise;
  return {
    points: hundredths(clamped * 100n, span),
    known: true,
    input: `${input}（比值 ${hundredths(scaled, den)}）`,
    formula,
  };
}

function fromMap(facts: EstateFacts, method: FactorMethod & { kind: 'map' }): Points {
  const value = facts[method.of] ?? null;
  const scale = Object.entries(method.points).map(([key, one]) => `${valueNames[key] ?? key} ${one}`);
  const formula = `${fieldNames[method.of]}：${scale.join('、')}`;
  if (value === null) return unknownPoints(fieldNames[method.of], formula);
  const points = Object.hasOwn(method.points, value) ? method.points[value] : undefined;
  const input = `${fieldNames[method.of]}${valueNames[value] ?? value}`;
  if (points === undefined) return { points: 0, known: false, input, formula: `${formula}；未列出的不计分` };
  return { points, known: true, input, formula };
}

function fromFlag(facts: EstateFacts): Points {
  const value = facts.ownersCommittee ?? null;
  const formula = '正常履职 100 分，否则 0 分';
  if (value === null) return unknownPoints('业主委员会情况', formula);
  return { points: value ? 100 : 0, known: true, input: value ? '正常履职' : '没有或未正常履职', formula };
}

/** Points of one factor, from integers only (areas as cm²), rounded half up to two decimals; unknown inputs earn none. */
export function pointsOf(facts: EstateFacts, method: FactorMethod): Points {
  switch (method.kind) {
    case 'grades':
      return fromGrades(facts, method);
    case 'share':
      return fromShare(facts, method);
    case 'linear':
      return fromLinear(facts, method);
    case 'map':
      return fromMap(facts, method);
    case 'flag':
      return fromFlag(facts);
  }
}
