import type { RenovationClass } from '../lines/line.ts';

export type Grade = 'good' | 'fair' | 'poor' | 'missing';

/** What the pack says about one item: `catalogue.items` and `scheme.catalogue` put together. */
export type CatalogueEntry = {
  readonly item: string;
  readonly title: string;
  readonly class: RenovationClass;
  readonly role: 'main' | 'auxiliary';
  readonly unit: string;
  readonly trade: string;
  readonly per: 'floorM2' | 'household' | 'entrance' | 'building' | null;
  /** Decimal text, at most four places: quantity per `per`. */
  readonly factor: string;
  readonly price: {
    readonly yuan: string;
    readonly source: string;
    readonly year: number | null;
    readonly verified: boolean;
  };
  readonly conditions: readonly Grade[];
  readonly digGroup: string | null;
  readonly needs: readonly string[];
  readonly opinions: readonly string[];
  readonly permits: readonly string[];
};

export type DigGroup = {
  readonly id: string;
  readonly title: string;
  readonly restoredBy: string | null;
  readonly clause: string;
};

/** Which classes have to be complete first (四(一)2). */
export type ClassOrder = {
  readonly improvementNeeds: readonly RenovationClass[];
  readonly enhancementNeeds: readonly RenovationClass[];
};

/** What the survey knows of an estate; null is unknown. */
export type EstateSurvey = {
  readonly estateId: string;
  readonly name: string;
  readonly floorAreaCm2: bigint | null;
  readonly households: number | null;
  readonly entrances: number | null;
  readonly buildings: number | null;
  /** Item → grade, for the items the survey grades. */
  readonly condition: Readonly<Record<string, Grade | null>>;
};

export const classNames: Readonly<Record<RenovationClass, string>> = {
  basic: '基础类',
  improvement: '完善类',
  enhancement: '提升类',
};
export const gradeNames: Readonly<Record<Grade, string>> = {
  good: '好',
  fair: '一般',
  poor: '差',
  missing: '缺失',
};

/** Yuan with at most two places into fen. */
export function fenFromYuan(yuan: string): bigint {
  const [whole = '0', part = ''] = yuan.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}
