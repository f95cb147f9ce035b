import type { KnownDistrict } from './ledger.ts';
import { compact, withoutBrackets, withoutSpaces } from './text.ts';

const kinds = /(街道办事处|街道办|办事处|街道|街办|镇办|镇人民政府|镇政府|乡人民政府|乡政府|镇|乡|办)$/;

/** 振兴街道办事处 → 振兴 and whether the name says street, town or township. */
function nameParts(name: string): { base: string; kind: string } {
  const found = kinds.exec(name)?.[1] ?? '';
  const kind =
    /^[镇乡]/.test(found) && found !== '镇办'
      ? (found[0] ?? '')
      : found === '' || /^镇?办$/.test(found)
        ? ''
        : '街道';
  return { base: name.slice(0, name.length - found.length), kind };
}

export type KnownPlace = { readonly code: string; readonly district: KnownDistrict };

/**
 * The subdistrict a name stands for: with or without 街道, 街道办事处, 办, 镇, and with or without the names of the
 * city and district before it; or its code. Null when the region table does not know it.
 */
export function findSubdistrict(text: string, districts: readonly KnownDistrict[]): KnownPlace | null {
  const plain = withoutBrackets(compact(text));
  for (const district of districts) {
    const short = district.name.replace(/[区县市]$/, '');
    const cut = plain.replace(new RegExp(`^.*?${short}[区县市]?(?=.{2})`), '');
    for (const candidate of cut === plain ? [plain] : [plain, cut]) {
      const wanted = nameParts(candidate);
      const found = district.subdistricts.find((subdistrict) => {
        if (subdistrict.code === candidate || subdistrict.code === candidate.slice(0, 9))
          return /^\d+$/.test(candidate);
        const own = nameParts(subdistrict.name);
        return own.base === wanted.base && (wanted.kind === '' || wanted.kind === own.kind);
      });
      if (found) return { code: found.code, district };
    }
  }
  return null;
}

const placeCut =
  /^(.*?(?:街道办事处|街道办|街道|街办|办事处|镇|乡))[-/、,·]?(.+?(?:社区|居委会|村|居|委会|园区))$/;

/** 振兴街道建设路社区 → both parts; the second null when there is only one. */
export function splitPlace(text: string): { subdistrict: string | null; community: string | null } {
  const plain = withoutSpaces(text);
  const cut = placeCut.exec(plain);
  if (cut) return { subdistrict: cut[1] ?? null, community: cut[2] ?? null };
  if (isCommunityName(plain)) return { subdistrict: null, community: plain };
  return { subdistrict: plain, community: null };
}

export const isSubdistrictName = (text: string): boolean =>
  /^[\u4e00-\u9fff]{2,12}(?:街道|街道办事处|街道办|街办|办事处|镇办|镇|乡|管委会|开发区|园区)$/.test(text);

export const isCommunityName = (text: string): boolean =>
  /^[\u4e00-\u9fffA-Za-z\d]{1,14}(?:社区|居委会|村委会|社区居委会|村|居)$/.test(text);
