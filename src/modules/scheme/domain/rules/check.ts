import type { Line } from '../lines/line.ts';
import {
  type CatalogueEntry,
  type ClassOrder,
  classNames,
  type DigGroup,
  type EstateSurvey,
  gradeNames,
} from './catalogue.ts';

/** What the rules say about a scheme: `refused` stops handing it in, `warning` does not. */
export type Finding = {
  readonly code: 'empty' | 'order' | 'unknown' | 'needs' | 'digOnce' | 'restore' | 'ceiling';
  readonly level: 'refused' | 'warning';
  readonly estateId: string | null;
  readonly lineId: string | null;
  readonly message: string;
  readonly clause: string;
};

export type CheckInput = {
  readonly lines: readonly Line[];
  readonly estates: readonly EstateSurvey[];
  readonly catalogue: readonly CatalogueEntry[];
  readonly order: ClassOrder;
  readonly digGroups: readonly DigGroup[];
  readonly totalFen: bigint;
  readonly ceilingFen: bigint | null;
};

type Own = { readonly estate: EstateSurvey; readonly lines: readonly Line[]; readonly input: CheckInput };
const quoted = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join('、');
const has = (own: Own, item: string): boolean => own.lines.some((line) => line.item === item);
/** Bad enough that the pack calls for the item. */
const bad = (own: Own, entry: CatalogueEntry): boolean => {
  const grade = own.estate.condition[entry.item];
  return grade != null && entry.conditions.includes(grade);
};

/** 四(一)2: improvement only where the basic class is complete, or made complete by the same scheme. */
function orderFindings(own: Own): Finding[] {
  const { order, catalogue } = own.input;
  return (['improvement', 'enhancement'] as const).flatMap((kind): Finding[] => {
    const first = own.lines.find((line) => line.class === kind);
    if (!first) return [];
    const needed = order[`${kind}Needs`];
    const main = catalogue.filter((entry) => entry.role === 'main' && needed.includes(entry.class));
    const open = main.filter((entry) => !has(own, entry.item));
    const missing = open.filter((entry) => bad(own, entry));
    const unknown = open.filter(
      (entry) => entry.conditions.length > 0 && own.estate.condition[entry.item] === null,
    );
    const common = { estateId: own.estate.estateId, lineId: first.id, clause: '四(一)2' };
    const before = needed.map((one) => classNames[one]).join('、');
    const found: Finding[] = [];
    if (missing.length > 0)
      found.push({
        ...common,
        code: 'order',
        level: 'refused',
        message: `${own.estate.name}：${classNames[kind]}内容“${first.itemTitle}”须以完成${before}为前提，${quoted(missing.map(({ title }) => title))}现状不达标又未列入本方案。`,
      });
    if (unknown.length > 0)
      found.push({
        ...common,
        code: 'unknown',
        level: 'warning',
        message: `${own.estate.name}：${quoted(unknown.map(({ title }) => title))}没有登记现状，无法判断${before}是否已完成，请补充摸底。`,
      });
    return found;
  });
}

function needsFindings(own: Own): Finding[] {
  const entries = new Map(own.input.catalogue.map((entry) => [entry.item, entry]));
  return own.lines.flatMap((line) => {
    const unmet = (entries.get(line.item)?.needs ?? []).filter((item) => {
      const entry = entries.get(item);
      return entry && !has(own, item) && bad(own, entry);
    });
    if (unmet.length === 0) return [];
    const titles = quoted(unmet.map((item) => entries.get(item)?.title ?? item));
    return [
      {
        code: 'needs' as const,
        level: 'warning' as const,
        estateId: own.estate.estateId,
        lineId: line.id,
        message: `${own.estate.name}：“${line.itemTitle}”需要${titles}达标，现状不达标又未列入本方案。`,
        clause: '四(一)',
      },
    ];
  });
}

/** What is opened is opened once: everything due in the same ground comes along, and the surface is made good. */
function digFindings(own: Own): Finding[] {
  return own.input.digGroups.flatMap((group): Finding[] => {
    const members = own.input.catalogue.filter((entry) => entry.digGroup === group.id);
    const dug = own.lines.find((line) => members.some((entry) => entry.item === line.item));
    const surface = own.input.catalogue.find((entry) => entry.item === group.restoredBy);
    const opening = dug ?? own.lines.find((line) => line.item === group.restoredBy);
    if (!opening) return [];
    const common = {
      level: 'warning' as const,
      estateId: own.estate.estateId,
      lineId: opening.id,
      clause: group.clause,
    };
    const left = members.filter((entry) => !has(own, entry.item) && bad(own, entry));
    const found: Finding[] = [];
    if (left.length > 0)
      found.push({
        ...common,
        code: 'digOnce',
        message: `${own.estate.name}：“${opening.itemTitle}”要开挖或铺装，同属${group.title}的${left
          .map((entry) => `“${entry.title}”（${gradeNames[own.estate.condition[entry.item] ?? 'poor']}）`)
          .join('、')}未列入，日后须再次开挖。`,
      });
    if (dug && surface && !has(own, surface.item))
      found.push({
        ...common,
        code: 'restore',
        message: `${own.estate.name}：“${dug.itemTitle}”要开挖，方案中没有“${surface.title}”，请写明路面如何恢复。`,
      });
    return found;
  });
}

/** All findings, estate by estate in the order given; the order of the lines decides only which line is named. */
export function checkScheme(input: CheckInput): Finding[] {
  const whole = { estateId: null, lineId: null, clause: '四(二)2' };
  const found: Finding[] = [];
  if (input.lines.length === 0)
    found.push({ ...whole, code: 'empty', level: 'refused', message: '方案中还没有改造内容。' });
  if (input.ceilingFen !== null && input.totalFen > input.ceilingFen)
    found.push({
      ...whole,
      code: 'ceiling',
      level: 'refused',
      message: '方案总投资超过上限，请调整内容，或经批准后修改上限并写明依据。',
    });
  for (const estate of input.estates) {
    const own = { estate, lines: input.lines.filter((line) => line.estateId === estate.estateId), input };
    if (own.lines.length === 0 && input.lines.length > 0)
      found.push({
        ...whole,
        code: 'empty',
        level: 'warning',
        estateId: estate.estateId,
        message: `${estate.name}在方案中没有内容。`,
      });
    found.push(...orderFindings(own), ...needsFindings(own), ...digFindings(own));
  }
  return found;
}
