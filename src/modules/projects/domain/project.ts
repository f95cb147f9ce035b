/** Counts of one estate as frozen when its project is approved; floor area in cm². */
export type FrozenEstate = {
  readonly estateId: string;
  readonly buildings: number;
  readonly households: number;
  readonly floorAreaCm2: bigint;
};

export type FrozenCounts = {
  readonly estates: number;
  readonly buildings: number;
  readonly households: number;
  readonly floorAreaCm2: bigint;
};

/** What an estate brings when it is to enter a project. */
export type ProjectCandidate = {
  readonly estateId: string;
  readonly name: string;
  readonly accepted: boolean;
  readonly held: boolean;
  /** Code of the living project that already has the estate, else null. */
  readonly projectCode: string | null;
  readonly buildings: number | null;
  readonly households: number | null;
  readonly floorAreaCm2: bigint | null;
};

export type ProjectFault = {
  readonly code: 'empty' | 'repeated' | 'year' | 'not-accepted' | 'held' | 'in-project' | 'counts-unknown';
  readonly message: string;
};

export type ProjectForming =
  | { readonly ok: true; readonly estates: readonly FrozenEstate[]; readonly counts: FrozenCounts }
  | { readonly ok: false; readonly faults: readonly ProjectFault[] };

/** Totals over frozen estates. */
export const totalOf = (estates: readonly FrozenEstate[]): FrozenCounts => ({
  estates: estates.length,
  buildings: estates.reduce((sum, one) => sum + one.buildings, 0),
  households: estates.reduce((sum, one) => sum + one.households, 0),
  floorAreaCm2: estates.reduce((sum, one) => sum + one.floorAreaCm2, 0n),
});

function candidateFaults(one: ProjectCandidate): ProjectFault[] {
  const faults: ProjectFault[] = [];
  if (!one.accepted) faults.push({ code: 'not-accepted', message: `“${one.name}”尚未由专班受理` });
  if (one.held) faults.push({ code: 'held', message: `“${one.name}”存在争议，暂缓` });
  if (one.projectCode !== null)
    faults.push({ code: 'in-project', message: `“${one.name}”已在项目 ${one.projectCode} 中，不得重复计入` });
  if (one.buildings === null || !one.households || !one.floorAreaCm2)
    faults.push({ code: 'counts-unknown', message: `“${one.name}”的楼栋数、户数或建筑面积不明，不能锁定` });
  return faults;
}

/**
 * Forms a project of one or more accepted estates for one start year and freezes their counts. All faults are
 * told at once. An estate in a living project is refused, so nothing is counted in two years.
 * @param years the start years of the cycle, from the pack
 */
export function formProject(
  candidates: readonly ProjectCandidate[],
  year: number,
  years: readonly number[],
): ProjectForming {
  const faults: ProjectFault[] = [];
  if (candidates.length === 0) faults.push({ code: 'empty', message: '项目至少包含一个小区' });
  if (new Set(candidates.map((one) => one.estateId)).size < candidates.length)
    faults.push({ code: 'repeated', message: '同一小区在项目中出现两次' });
  if (!years.includes(year))
    faults.push({ code: 'year', message: `${year} 年不在规划年度 ${years.join('、')} 之内` });
  const estates = candidates.flatMap((one) => {
    faults.push(...candidateFaults(one));
    const { estateId, buildings, households, floorAreaCm2 } = one;
    return buildings === null || households === null || floorAreaCm2 === null
      ? []
      : [{ estateId, buildings, households, floorAreaCm2 }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, estates, counts: totalOf(estates) };
}

/** Code of a project: district, year, and a serial number within both, e.g. `371503-2022-003`. */
export const projectCode = (district: string, year: number, serial: number): string =>
  `${district}-${year}-${String(serial).padStart(3, '0')}`;

export type LivingProject = { readonly year: number; readonly estates: readonly FrozenEstate[] };

/**
 * Frozen counts by start year, over living projects only.
 * @throws RangeError when an estate lies in two of them
 */
export function countByYear(projects: readonly LivingProject[]): ReadonlyMap<number, FrozenCounts> {
  const seen = new Set<string>();
  const byYear = new Map<number, FrozenEstate[]>();
  for (const { year, estates } of projects)
    for (const estate of estates) {
      if (seen.has(estate.estateId)) throw new RangeError(`estate counted twice: ${estate.estateId}`);
      seen.add(estate.estateId);
      byYear.set(year, [...(byYear.get(year) ?? []), estate]);
    }
  return new Map([...byYear].map(([year, estates]) => [year, totalOf(estates)]));
}
