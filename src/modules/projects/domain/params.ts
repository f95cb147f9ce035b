import type { Exclusion } from './clearance.ts';
import type { EligibilityParams } from './eligibility.ts';
import type { FactorParams, TieBreak } from './score.ts';
import type { SignsParams } from './signs.ts';
import type { UrbanParams } from './urban.ts';

/** The values of the rule pack that this module reads, by parameter id. */
export type AssessmentValues = {
  readonly 'eligibility.urban': UrbanParams;
  readonly 'eligibility.land': readonly ('state' | 'collective')[];
  readonly 'eligibility.mustBuiltTo': string;
  readonly 'eligibility.aspireBuiltFrom': string;
  readonly 'eligibility.aspireBuiltTo': string;
  readonly 'eligibility.upkeep': SignsParams;
  readonly 'eligibility.facilities': SignsParams;
  readonly 'eligibility.wish': { readonly threshold: string };
  readonly 'eligibility.exclusions': readonly Exclusion[];
  readonly 'score.factors': readonly FactorParams[];
  readonly 'score.tieBreak': readonly TieBreak[];
};

/** Clause 三's parameters out of the pack's values. */
export const eligibilityParams = (values: AssessmentValues): EligibilityParams => ({
  urban: values['eligibility.urban'],
  land: values['eligibility.land'],
  built: {
    mustTo: values['eligibility.mustBuiltTo'],
    aspireFrom: values['eligibility.aspireBuiltFrom'],
    aspireTo: values['eligibility.aspireBuiltTo'],
  },
  upkeep: values['eligibility.upkeep'],
  facilities: values['eligibility.facilities'],
  wish: values['eligibility.wish'],
  exclusions: values['eligibility.exclusions'],
});
