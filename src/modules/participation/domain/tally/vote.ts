/** Words of a vote (依法表决) as they are counted; areas are integer cm², safe integers also in their sum. */
export const choices = ['for', 'against', 'abstain', 'follow'] as const;
export type Choice = (typeof choices)[number];
/** 民法典第二百七十八条: `special` are the matters that need three quarters of those taking part. */
export const matterClasses = ['ordinary', 'special'] as const;
export type MatterClass = (typeof matterClasses)[number];

export type Matter = { readonly id: string; readonly class: MatterClass };

/** An exclusive part (专有部分) on the roll. All unsold ones are one person, whoever is named as their owner. */
export type Part = {
  readonly id: string;
  readonly areaCm2: number;
  /** Key of the person who owns it; null only where unsold. */
  readonly owner: string | null;
  readonly unsold: boolean;
};

/** What one part chose on one matter; `at` as `readInstant` reads it. */
export type Vote = {
  readonly part: string;
  readonly matter: string;
  readonly choice: Choice;
  readonly at: string;
};

/** What the estate's own rules say; the law's default is `exclude`. */
export type Rules = {
  /** Owners who returned nothing: left out, or counted with the larger of for and against. */
  readonly unreturned: 'exclude' | 'follow-majority';
  /** The answer 从众: counted with the larger of for and against, or as an abstention. */
  readonly follow: 'count-with-majority' | 'abstain';
};

export type Fraction = { readonly num: number; readonly den: number };
export type ClassThreshold = {
  /** Share of all that has to take part; reached at equality (民法典第一千二百五十九条, 以上包括本数). */
  readonly quorum: Fraction;
  /** Share of those taking part that has to be for. */
  readonly majority: Fraction;
  /** True: more than the majority (过半数); false: equality is enough (四分之三以上). */
  readonly strict: boolean;
};
/** Figures of the law, from the policy pack (`vote.thresholds`). */
export type Thresholds = { readonly article: string } & { readonly [K in MatterClass]: ClassThreshold };

/** What is voted on, and the roll. */
export type Subject = { readonly matters: readonly Matter[]; readonly parts: readonly Part[] };

export type Figures = { readonly all: number; readonly taking: number; readonly for: number };
export type Outcome = {
  readonly heads: Figures;
  readonly areaCm2: Figures;
  readonly quorum: boolean;
  /** Never without a quorum. */
  readonly passed: boolean;
  /** Chinese sentence with the numbers and the article. */
  readonly why: string;
};
