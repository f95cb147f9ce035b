import type { EstateFacts, Verdict } from './facts.ts';

export type UrbanParams = {
  /** 6-digit district for which `subdistricts` is a complete list. */
  readonly district: string;
  readonly subdistricts: readonly string[];
  /** Elsewhere: kinds of subdistrict that count as urban by default. */
  readonly kinds: readonly ('街道' | '镇' | '乡')[];
};

/** Kind of a subdistrict: by GB/T 10114 (001–099 街道, 100–199 镇, 200–399 乡), else by its name. */
export function subdistrictKind(subdistrict: string): '街道' | '镇' | '乡' | null {
  if (/^\d{9}$/.test(subdistrict)) {
    const number = Number(subdistrict.slice(6));
    if (number >= 1 && number < 100) return '街道';
    if (number >= 100 && number < 200) return '镇';
    return number >= 200 && number < 400 ? '乡' : null;
  }
  if (/(街道|街道办|街道办事处|街办)$/.test(subdistrict)) return '街道';
  if (/镇$/.test(subdistrict)) return '镇';
  return /乡$/.test(subdistrict) ? '乡' : null;
}

/**
 * Whether the estate lies in the urban area (clause 三, 城区). The estate's own entry outweighs the list; in
 * the pack's own district the list decides, elsewhere the kind of the subdistrict; a township never passes
 * by default.
 */
export function judgeUrban(
  facts: EstateFacts,
  params: UrbanParams,
): { met: Verdict; evidence: string; missing: string | null } {
  const own = facts.urban ?? null;
  if (own !== null)
    return {
      met: own ? 'yes' : 'no',
      evidence: `小区档案注明${own ? '位于' : '不在'}城区`,
      missing: own ? null : '不在城区，不属改造范围',
    };
  const { subdistrict } = facts;
  if (!subdistrict) {
    const written = facts.subdistrictName;
    return written
      ? { met: 'unknown', evidence: `“${written}”不在本区街道、乡镇名录中`, missing: '核对街道（乡镇）名称' }
      : { met: 'unknown', evidence: '未填街道（乡镇）', missing: '补填所在街道（乡镇）' };
  }
  const advice = '若确在城区，请在小区档案中注明';
  if (/^\d{9}$/.test(subdistrict) && subdistrict.startsWith(params.district)) {
    const listed = params.subdistricts.includes(subdistrict);
    return {
      met: listed ? 'yes' : 'no',
      evidence: `${facts.subdistrictName || subdistrict}${listed ? '列入' : '未列入'}城区范围`,
      missing: listed ? null : advice,
    };
  }
  const kind = subdistrictKind(subdistrict);
  if (kind === null)
    return { met: 'unknown', evidence: `“${subdistrict}”是否属于城区不明`, missing: '核对街道（乡镇）名称' };
  const met = params.kinds.includes(kind);
  return {
    met: met ? 'yes' : 'no',
    evidence: `“${subdistrict}”为${kind}，该区县没有城区名单，按默认${met ? '计入' : '不计入'}城区`,
    missing: met ? null : advice,
  };
}
