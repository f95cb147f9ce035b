/** What of a source's document limits its use; words are handed in so that the rule stays free of catalogues. */
export type Earmark = {
  readonly documentNumber: string;
  readonly classes: readonly string[];
  readonly estates: readonly string[] | null;
  readonly excludedItems: readonly string[];
  readonly expiresOn: string | null;
};
type Use = { readonly estateId: string; readonly item: string; readonly itemClass: string };
type Words = {
  readonly item: (id: string) => string;
  readonly class: (id: string) => string;
};

/** Why the source may not pay for the item on the day, as a sentence; null: it may. The database asks the same again. */
export function earmarkBar(source: Earmark, use: Use, day: string, words: Words): string | null {
  const item = `“${words.item(use.item)}”`;
  if (!source.classes.includes(use.itemClass))
    return `${item}属${words.class(use.itemClass)}，该来源限用于${source.classes.map(words.class).join('、')}`;
  if (source.excludedItems.includes(use.item)) return `${item}不在该来源的使用范围内`;
  if (source.estates !== null && !source.estates.includes(use.estateId)) return '该来源不用于这个小区';
  if (source.expiresOn !== null && day > source.expiresOn) return `该来源已于 ${source.expiresOn} 到期`;
  return null;
}
