import type { RenovationClass } from '../lines/line.ts';
import { type CatalogueEntry, type EstateSurvey, fenFromYuan, gradeNames } from './catalogue.ts';

/** A line the catalogue proposes. No quantity where the survey does not know what it is reckoned from. */
export type Suggestion = {
  readonly estateId: string;
  readonly item: string;
  readonly itemTitle: string;
  readonly class: RenovationClass;
  readonly trade: string;
  readonly unit: string;
  readonly quantityMilli: bigint | null;
  readonly unitPriceFen: bigint;
  readonly priceBasis: string;
  readonly priceVerified: boolean;
  /** Whether it is proposed, or only may be added. */
  readonly suggested: boolean;
  readonly why: string;
};

/** What the residents chose, where a choice was closed: item → the words of the result. */
export type Chosen = { readonly title: string; readonly winners: ReadonlyMap<string, string> };

const perNames = { floorM2: '建筑面积', household: '户数', entrance: '单元数', building: '楼栋数' } as const;

/** How many of what an item is reckoned from the estate has, in thousandths; null where nobody knows. */
function baseMilli(estate: EstateSurvey, per: NonNullable<CatalogueEntry['per']>): bigint | null {
  if (per === 'floorM2') return estate.floorAreaCm2 === null ? null : (estate.floorAreaCm2 + 5n) / 10n;
  const count = { household: estate.households, entrance: estate.entrances, building: estate.buildings }[per];
  return count === null ? null : BigInt(count) * 1000n;
}

/** A first quantity in thousandths: whole units where things are counted, rounded half up. Null: to be measured. */
export function firstQuantity(estate: EstateSurvey, entry: CatalogueEntry): bigint | null {
  const base = entry.per && baseMilli(estate, entry.per);
  if (!base) return null;
  const [whole = '0', part = ''] = entry.factor.split('.');
  const factor = BigInt(whole + part.padEnd(4, '0'));
  const milli = (base * factor + 5_000n) / 10_000n;
  const rounded = entry.unit === '㎡' || entry.unit === 'm' ? milli : ((milli + 500n) / 1000n) * 1000n;
  return rounded > 0n ? rounded : null;
}

/** Whether the survey or the residents call for an item, and the sentence that says so. */
function judged(
  estate: EstateSurvey,
  entry: CatalogueEntry,
  chosen: Chosen | null,
): { readonly suggested: boolean; readonly why: string } {
  const won = chosen?.winners.get(entry.item);
  const grade = estate.condition[entry.item];
  if (grade && entry.conditions.includes(grade))
    return { suggested: true, why: `摸底现状为“${gradeNames[grade]}”` };
  if (won !== undefined)
    return { suggested: true, why: `居民在“${chosen?.title ?? ''}”中选定${won ? `：${won}` : ''}` };
  if (grade) return { suggested: false, why: `摸底现状为“${gradeNames[grade]}”` };
  if (entry.conditions.length > 0 && grade === null)
    return { suggested: false, why: '摸底没有登记现状，请核实后决定' };
  if (entry.class === 'basic') return { suggested: false, why: '基础类辅以内容，按需列入' };
  return { suggested: false, why: chosen ? `居民在“${chosen.title}”中没有选定` : '尚无居民选择结果' };
}

/** Every item of the catalogue for one estate, those called for marked, with why and where the figures come from. */
export function suggestLines(
  estate: EstateSurvey,
  catalogue: readonly CatalogueEntry[],
  chosen: Chosen | null,
): Suggestion[] {
  return catalogue.map((entry) => {
    const quantityMilli = firstQuantity(estate, entry);
    const from = entry.per
      ? `数量按${perNames[entry.per]}×${entry.factor}暂估${quantityMilli === null ? '（摸底没有登记，请填写）' : ''}`
      : '数量须实测';
    const year = entry.price.year === null ? '' : `，${entry.price.year} 年`;
    return {
      estateId: estate.estateId,
      item: entry.item,
      itemTitle: entry.title,
      class: entry.class,
      trade: entry.trade,
      unit: entry.unit,
      quantityMilli,
      unitPriceFen: fenFromYuan(entry.price.yuan),
      priceBasis: `${entry.price.source}${year}${entry.price.verified ? '' : '（待核）'}；${from}`,
      priceVerified: entry.price.verified,
      ...judged(estate, entry, chosen),
    };
  });
}
