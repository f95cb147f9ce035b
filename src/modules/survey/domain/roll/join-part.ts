import type { IssueLog } from '../issue-log.ts';
import { areaText } from './area.ts';
import { numberMarkText } from './number.ts';
import { nameKey } from './person.ts';
import { type PartPlace, placeText } from './place.ts';
import type { RollOwner, RollPart } from './roll.ts';

/** What tells one part from another within an estate. */
export const partKey = (part: { readonly place: PartPlace; readonly kind: string }): string =>
  JSON.stringify([part.place.building, part.place.entrance, part.place.room, part.kind]);

type Book = {
  readonly parts: readonly RollPart[];
  find(key: string): number | undefined;
  addPart(key: string, part: RollPart): number;
};

/**
 * Adds a part, or, where its place has come before, what this row adds to it: a co-owner on a row of its own. The same
 * part with the same owners, or with another area, is refused. `above` is the part a row without a room goes on with.
 */
export function joinPart(
  book: Book,
  read: RollPart,
  above: number | null,
  log: IssueLog,
  columns: { readonly room: number; readonly area: number },
): { part: number | null; first: boolean } {
  const index = above ?? book.find(partKey(read));
  const earlier = index === undefined ? undefined : book.parts[index];
  if (index === undefined || !earlier) return { part: book.addPart(partKey(read), read), first: true };
  // Said of the whole part already, where the first row told it.
  dropIssue(log, ['area-missing', 'title-unknown', 'building-missing']);
  if (read.areaCm2 !== null && earlier.areaCm2 !== null && read.areaCm2 !== earlier.areaCm2) {
    log.add(
      'area-differs',
      columns.area,
      'rejected',
      `同一处房屋 ${placeText(earlier.place)} 前面的行写 ${areaText(earlier.areaCm2)} ㎡，这里写 ${areaText(read.areaCm2)} ㎡，这一行不登记。`,
    );
    return { part: null, first: false };
  }
  const fresh = read.owners.filter((owner) => !earlier.owners.some((other) => isSame(owner, other)));
  if (fresh.length === 0) {
    log.add(
      'place-repeated',
      columns.room,
      'rejected',
      `${placeText(earlier.place)} 前面已有一行，这一行没有新的业主，不再登记。`,
    );
    return { part: null, first: false };
  }
  if (above === null && earlier.owners.length > 0)
    log.add(
      'co-owner-row',
      columns.room,
      'warning',
      `${placeText(earlier.place)} 前面已有一行，本行业主按共有人登记。`,
    );
  earlier.owners.push(...fresh);
  earlier.areaCm2 ??= read.areaCm2;
  earlier.areaSource ??= read.areaSource;
  return { part: index, first: false };
}

const isSame = (a: RollOwner, b: RollOwner): boolean =>
  nameKey(a.name) === nameKey(b.name) &&
  (a.number === null || b.number === null || numberMarkText(a.number) === numberMarkText(b.number));

function dropIssue(log: IssueLog, codes: readonly string[]): void {
  for (let i = log.issues.length - 1; i >= 0; i--)
    if (codes.includes(log.issues[i]?.code ?? '')) log.issues.splice(i, 1);
}
