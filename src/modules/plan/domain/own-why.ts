/** Begins the part of an explanation that names the estates which took the same money or capacity. */
export const othersPhrase = '。占用同一限额的有：';

/**
 * An explanation for somebody who may not see the whole district: the estates that stand before this one may lie in
 * another subdistrict, so they are not named.
 */
export function ownWhy(why: string): string {
  const at = why.indexOf(othersPhrase);
  return at < 0 ? why : `${why.slice(0, at)}。占用同一限额的还有其他小区。`;
}
