import type { RenovationClass } from '../lines/line.ts';
import type { VersionState } from '../state.ts';

/** A piece of the booklet, for paper and page alike. */
export type BookletBlock =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly widths: readonly number[];
      /** Places of the columns set to the right. */
      readonly right: readonly number[];
    }
  | { readonly kind: 'map'; readonly caption: string }
  | { readonly kind: 'pictures'; readonly ids: readonly string[]; readonly caption: string };
export type BookletSection = { readonly heading: string; readonly blocks: readonly BookletBlock[] };
export type Booklet = {
  readonly title: string;
  /** 征求意见稿 and its like; '' once approved. */
  readonly standing: string;
  readonly sections: readonly BookletSection[];
  readonly signature: readonly string[];
  readonly small: string;
};

type Shares = readonly { readonly title: string; readonly amountFen: bigint }[];
export type BookletEstate = {
  readonly id: string;
  readonly name: string;
  readonly subdistrictName: string;
  readonly builtYear: number | null;
  readonly floorAreaM2: number | null;
  readonly buildings: number | null;
  readonly entrances: number | null;
  readonly households: number | null;
  readonly located: boolean;
};
export type BookletLine = {
  readonly id: string;
  readonly estateId: string;
  readonly itemTitle: string;
  readonly class: RenovationClass;
  readonly trade: string;
  readonly place: string;
  readonly quantity: string;
  readonly unit: string;
  readonly unitPriceFen: bigint;
  readonly worksFen: bigint;
};
export type BookletFacts = {
  readonly scheme: {
    readonly title: string;
    readonly number: number;
    readonly state: VersionState;
    readonly summary: string;
    readonly otherBp: number;
    readonly contingencyBp: number;
    readonly contingencyOn: string;
    readonly worksFen: bigint;
    readonly otherFen: bigint;
    readonly contingencyFen: bigint;
    readonly totalFen: bigint;
    readonly ceilingFen: bigint | null;
    readonly ceilingBasis: string;
    readonly hash: string | null;
    readonly approvedOn: string | null;
    readonly documentNumber: string | null;
  };
  readonly estates: readonly BookletEstate[];
  readonly lines: readonly BookletLine[];
  /** Null: no rule says who pays yet. */
  readonly pays: {
    readonly payers: Shares;
    readonly lines: readonly { readonly lineId: string; readonly payers: Shares }[];
    readonly unverified: readonly string[];
  } | null;
  readonly opinions: readonly {
    readonly title: string;
    readonly stance: string;
    readonly text: string;
    readonly answer: string | null;
    readonly givenOn: string | null;
  }[];
  readonly review: string;
  readonly notices: readonly {
    readonly estateName: string;
    readonly postedOn: string;
    readonly until: string;
    readonly objections: number;
    readonly unanswered: number;
  }[];
  readonly photos: readonly { readonly id: string; readonly title: string }[];
  readonly drawings: readonly { readonly id: string; readonly title: string }[];
  readonly today: string;
};

export const classTitles: Readonly<Record<RenovationClass, string>> = {
  basic: '基础类',
  improvement: '完善类',
  enhancement: '提升类',
};

/** Fen as 元 with two places and thousands apart. */
export function yuanText(fen: bigint): string {
  const [whole, part] = [fen / 100n, String(fen % 100n).padStart(2, '0')];
  return `${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
}
