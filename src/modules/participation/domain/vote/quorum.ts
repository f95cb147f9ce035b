import type { Fraction } from '../tally/vote.ts';

export type Wanting = {
  readonly fraction: Fraction;
  readonly headsMissing: number;
  readonly areaMissingCm2: string;
  readonly reached: boolean;
};

/** The least whole number that is at least `fraction` of `all`. */
const least = (all: bigint, { num, den }: Fraction): bigint => {
  const [n, d] = [BigInt(num), BigInt(den)];
  return (all * n + d - 1n) / d;
};

/** What is still wanting to a quorum, in heads and in cm², each by itself; equality is enough (民法典 1259). */
export function wantingTo(
  turnout: {
    readonly heads: { readonly all: number; readonly taking: number };
    readonly areaCm2: { readonly all: string; readonly taking: string };
  },
  fraction: Fraction,
): Wanting {
  const heads = least(BigInt(turnout.heads.all), fraction) - BigInt(turnout.heads.taking);
  const area = least(BigInt(turnout.areaCm2.all), fraction) - BigInt(turnout.areaCm2.taking);
  return {
    fraction,
    headsMissing: heads > 0n ? Number(heads) : 0,
    areaMissingCm2: String(area > 0n ? area : 0n),
    reached: turnout.heads.all > 0 && heads <= 0n && area <= 0n,
  };
}
