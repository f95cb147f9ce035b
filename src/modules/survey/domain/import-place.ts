import { isWithin } from '#shared/region.ts';
import type { EstateEntry, LedgerIssue } from './ledger.ts';
import { withoutSpaces } from './text.ts';

/** Where whoever hands in the ledger may register, and the places there are. */
export type PlaceContext = {
  /** Region code prefix of the person. */
  readonly scope: string;
  readonly scopeName: string;
  /** District estates are put under whose subdistrict nobody knows. */
  readonly district: string;
  readonly names: ReadonlyMap<string, string>;
  /** Registered communities, 12 digits. */
  readonly communities: readonly { readonly code: string; readonly name: string }[];
};

const communityKey = (name: string): string =>
  withoutSpaces(name).replace(/(?:社区居民委员会|社区居委会|居委会|村委会|社区|村)$/, '');

/** The registered community of that name in the subdistrict; null when none is registered. */
function communityCode(name: string | null, subdistrict: string, place: PlaceContext): string | null {
  if (name === null) return null;
  const key = communityKey(name);
  const found = place.communities.find(
    (community) => community.code.startsWith(subdistrict) && communityKey(community.name) === key,
  );
  return found?.code ?? null;
}

/** The registered community, the person's own where the row names none, else the subdistrict. */
function codeIn(subdistrict: string, community: string | null, place: PlaceContext): string {
  const registered = communityCode(community, subdistrict, place);
  if (registered) return registered;
  const own = community === null && place.scope.length === 12 && place.scope.startsWith(subdistrict);
  return own ? place.scope : subdistrict;
}

/**
 * The region a row's estate is registered in. A row of another subdistrict or community than the person's own is
 * refused; a row that names none is taken for the person's own.
 */
export function placeOf(
  entry: EstateEntry,
  place: PlaceContext,
): { regionCode: string | null; issue: LedgerIssue | null } {
  const { subdistrict, community } = entry.estate;
  const cell = entry.sources.subdistrict ?? entry.sources.community ?? entry.sources.name ?? `A${entry.row}`;
  const outside = (where: string) => ({
    regionCode: null,
    issue: {
      code: 'outside-own-region',
      cell,
      message: `本行属于“${where}”，不在您的管辖范围（${place.scopeName}）内，不予登记。`,
      severity: 'rejected' as const,
    },
  });
  if (subdistrict !== null && /^\d{9}$/.test(subdistrict)) {
    const code = codeIn(subdistrict, community, place);
    if (isWithin(code, place.scope)) return { regionCode: code, issue: null };
    const where = place.names.get(subdistrict) ?? subdistrict;
    return outside(community !== null && place.scope.length === 12 ? `${where}${community}` : where);
  }
  if (place.scope.length < 9) {
    const written =
      subdistrict === null ? '没有写明街道（乡镇）' : `“${subdistrict}”不在本区街道、乡镇名录中`;
    const home = place.names.get(place.district) ?? place.district;
    const message = `${written}，暂登记在${home}，请核对后改到所在街道。`;
    return {
      regionCode: place.district,
      issue: { code: 'place-unknown', cell, message, severity: 'warning' },
    };
  }
  if (subdistrict !== null) return outside(subdistrict);
  const code = codeIn(place.scope.slice(0, 9), community, place);
  if (!isWithin(code, place.scope)) return outside(community ?? '');
  return {
    regionCode: code,
    issue: {
      code: 'place-assumed',
      cell,
      message: `没有写明街道（乡镇），按${place.scopeName}登记，请核对。`,
      severity: 'warning',
    },
  };
}
