/**
 * Contribution rules as data: what is matched → who pays. JSON all through, so that a set is stored, sent and hashed as
 * it is. Shares and coefficients are decimal texts, amounts fen as decimal text.
 */
export const renovationClasses = ['basic', 'improvement', 'enhancement'] as const;
export type RenovationClass = (typeof renovationClasses)[number];
/** Which side of the household's meter (入户端口) the work lies on. */
export type MeterSide = 'inside' | 'outside';
/** Who owns the pipe or line: the utility, or somebody else. */
export type PipeOwner = 'utility' | 'other';
export type LimitPer = 'item' | 'household' | 'm2';
/** A bound on one payer's part of one item: so many fen per item, household or ㎡ of floor area. */
export type Limit = { readonly fen: string; readonly per: LimitPer };

export type Payment = {
  /** Sub-channel or, where the rule leaves open which, channel of the pack's `funding.channels`. */
  readonly payer: string;
  readonly share: string;
  readonly cap: Limit | null;
  readonly floor: Limit | null;
};

export type Rule = {
  readonly id: string;
  readonly title: string;
  /** A class, or `items` of the catalogue; a rule that names items wins over rules of their class. */
  readonly class: RenovationClass | null;
  readonly items: readonly string[];
  readonly meter: MeterSide | null;
  readonly pipe: PipeOwner | null;
  /** 产权类型 as the ledger writes it; empty: any. */
  readonly propertyKinds: readonly string[];
  readonly builtFrom: number | null;
  readonly builtTo: number | null;
  /** 9-digit codes; empty: any. */
  readonly subdistricts: readonly string[];
  readonly payers: readonly Payment[];
  /** Takes what caps cut off and gives what floors demand; null only where no payer has either. */
  readonly remainder: string | null;
  /** Clause or document the rule rests on. */
  readonly basis: string;
  /** The city's or county's own provision where it departs from 山东省物业管理条例 77, else ''. */
  readonly exception: string;
  /** 待核: nobody has confirmed the shares yet. */
  readonly unverified: boolean;
};

/** How the residents' part is divided over the exclusive parts; the one without items holds for all others. */
export type Division = {
  readonly items: readonly string[];
  readonly method: 'area' | 'equal' | 'floor-coefficient';
  readonly coefficients: Readonly<Record<string, string>>;
};

export type RuleBook = {
  readonly rules: readonly Rule[];
  readonly divisions: readonly Division[];
};

/** What the rules are judged against; all of it from the policy pack. */
export type RuleWorld = {
  readonly items: readonly { readonly id: string; readonly title: string; readonly class: RenovationClass }[];
  /** Items that are networks of utilities: they alone have a meter side and an owner of the pipe. */
  readonly networks: readonly string[];
  readonly channels: readonly {
    readonly id: string;
    readonly title: string;
    readonly subChannels: readonly {
      readonly id: string;
      readonly title: string;
      readonly classes: readonly RenovationClass[];
    }[];
  }[];
  /** Least share of the residents by class; null while no document gives one. */
  readonly residentFloor: Readonly<Record<RenovationClass, string>> | null;
};

/** What a rule may ask about one line of cost. Null: unknown, or does not apply; never taken for a yes. */
export type LineFacts = {
  readonly item: string;
  readonly class: RenovationClass;
  readonly meter: MeterSide | null;
  readonly pipe: PipeOwner | null;
  readonly propertyKind: string | null;
  readonly builtYear: number | null;
  readonly subdistrict: string | null;
};
