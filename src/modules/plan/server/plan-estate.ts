import type { AssessedEstate } from '#modules/projects/index.ts';
import type { PlanEstate } from '../domain/build-instance.ts';

type Judged = Pick<
  AssessedEstate,
  | 'id'
  | 'name'
  | 'households'
  | 'floorAreaCm2'
  | 'eligible'
  | 'conditions'
  | 'target'
  | 'score'
  | 'willingness'
  | 'held'
> & { readonly subdistrict: string | null };

/** What clause 三 lacks, condition by condition: what is not met of an excluded estate, what is unknown of another. */
const lackingOf = ({ eligible, conditions }: Pick<Judged, 'eligible' | 'conditions'>): string[] =>
  conditions
    .filter((one) => one.met === (eligible === 'no' ? 'no' : 'unknown'))
    .map((one) => `${one.title}：${one.missing ?? one.evidence}`);

/** A judged and scored estate as the plan problem wants it; the console and the command line both come by here. */
export function planEstate(judged: Judged): PlanEstate {
  const { id, name, subdistrict, households, floorAreaCm2, eligible, target, score, willingness, held } =
    judged;
  return {
    ...{ id, name, subdistrict, households, floorAreaCm2, eligible, target, score, willingness, held },
    lacking: lackingOf(judged),
  };
}
