/** The items whose condition is graded, and the grades; the same words as in the ledger. */
export type ConditionItem = 'water' | 'power' | 'heating' | 'gas' | 'road' | 'security' | 'roof' | 'drainage';
export type Grade = 'good' | 'fair' | 'poor' | 'missing';

export const itemNames: Readonly<Record<ConditionItem, string>> = {
  water: '供水',
  power: '供电',
  heating: '供暖',
  gas: '供气',
  road: '道路',
  security: '安防',
  roof: '屋面防水',
  drainage: '雨污分流',
};

export const gradeNames: Readonly<Record<Grade, string>> = {
  good: '好',
  fair: '一般',
  poor: '差',
  missing: '缺失',
};

/** Wishes as a closed survey of wishes froze them: they stand in place of the ledger's figure. */
export type SurveyedWish = {
  /** Households that said yes, of `households` in all; `answered` of them answered. */
  readonly yes: number;
  readonly answered: number;
  readonly households: number;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly closedOn: string;
};

/** Where a surveyed figure comes from, for the evidence. */
export const surveyedText = (wish: SurveyedWish): string =>
  `据意愿征询“${wish.title}”（${wish.closedOn} 结束，${wish.households} 户中 ${wish.answered} 户答复）`;

/**
 * What the rules need to know of an estate; null (or absent) is unknown and never taken for a yes.
 * Counts are whole numbers of households, people, buildings; floor area in ㎡ with at most four decimals.
 */
export type EstateFacts = {
  /** 9-digit code, or the name as written where the code is not known. */
  readonly subdistrict: string | null;
  /** Its Chinese name, for the evidence. */
  readonly subdistrictName?: string | null;
  /** The estate's own entry on lying in the urban area; it outweighs the subdistrict's. */
  readonly urban?: boolean | null;
  readonly land: 'state' | 'collective' | null;
  readonly builtYear: number | null;
  /** Day of completion where the papers give it, `YYYY-MM-DD`. */
  readonly builtOn?: string | null;
  readonly condition: Readonly<Partial<Record<ConditionItem, Grade | null>>>;
  /** Way of management as written, e.g. 无物业. */
  readonly management: string | null;
  /** Whether demolition is planned; a ledger's one column 拆迁/棚改 stands here and covers shanty-town too. */
  readonly demolition: boolean | null;
  /** Whether shanty-town redevelopment is planned, where it is told apart from demolition. */
  readonly shantyTown?: boolean | null;
  readonly households: number | null;
  readonly population: number | null;
  readonly buildings: number | null;
  readonly entrances: number | null;
  readonly floorAreaM2: number | null;
  /** Households that agree to the renovation, and that are willing to contribute money. */
  readonly agree: number | null;
  readonly pay: number | null;
  /** Set where a closed survey of wishes with its coverage met gave `agree` or `pay`; else they are the ledger's. */
  readonly surveyed?: { readonly agree: SurveyedWish | null; readonly pay: SurveyedWish | null } | null;
  readonly papers: 'complete' | 'partial' | 'missing' | null;
  readonly propertyKind?: string | null;
  readonly ownersCommittee?: boolean | null;
};

export type Verdict = 'yes' | 'no' | 'unknown';
