import { nameKey as estateKey } from '../duplicates.ts';
import { addressOf, type GridRow, textOf } from '../grid.ts';
import type { Header } from '../headers.ts';
import { IssueLog } from '../issue-log.ts';
import type { LedgerCell } from '../ledger.ts';
import { compact } from '../text.ts';
import { readFlag } from '../vocabulary.ts';
import type { RollColumn } from './columns.ts';
import { joinPart } from './join-part.ts';
import type { AreaSource, PartKind } from './part.ts';
import { floorOf, namesBuilding, type PartPlace, partPlace, placeText } from './place.ts';
import { readPartArea } from './read-part-area.ts';
import { nominate, type PersonCell, readOccupants, readOwners } from './read-persons.ts';
import { type RollLine, type RollPart, worstVerdict } from './roll.ts';
import { areaSourceOf, kindOfPlace, partKindOf, readUnsold } from './words.ts';

/** Gathers the lines and parts of all sheets of one roll. */
export class RollBook {
  readonly lines: RollLine[] = [];
  readonly parts: RollPart[] = [];
  readonly #byPlace = new Map<string, number>();
  readonly #estates: ReadonlySet<string>;

  constructor(estates: ReadonlySet<string>) {
    this.#estates = estates;
  }

  sheet(name: string, header: Header<RollColumn>, building: string): SheetReader {
    return new SheetReader(this, name, header, building);
  }

  isOther(estate: string): boolean {
    return !this.#estates.has(estateKey(estate));
  }

  find(key: string): number | undefined {
    return this.#byPlace.get(key);
  }

  addPart(key: string, part: RollPart): number {
    this.parts.push(part);
    this.#byPlace.set(key, this.parts.length - 1);
    return this.parts.length - 1;
  }
}

/** One sheet row by row; what merges and blanks leave out is carried down. */
class SheetReader {
  readonly #book: RollBook;
  readonly #name: string;
  readonly #columns: ReadonlyMap<RollColumn, { column: number; scale: number | null; title: string }>;
  #building: string;
  #last: { building: string; entrance: string; part: number | null } | null = null;

  constructor(book: RollBook, name: string, header: Header<RollColumn>, building: string) {
    this.#book = book;
    this.#name = name;
    this.#building = building;
    this.#columns = new Map(header.columns.map((match) => [match.field, match]));
  }

  section(building: string): void {
    this.#building = building;
    this.#last = null;
  }

  take(row: GridRow): void {
    const cell = (field: RollColumn) => row.filled.get(this.#columns.get(field)?.column ?? 0);
    const log = new IssueLog(row.row);
    const column = (field: RollColumn) => this.#columns.get(field)?.column ?? 1;
    const written = textOf(cell('room'));
    const room = written !== null && /[\p{L}\p{N}]/u.test(written) ? written : null;
    const hasPerson = textOf(cell('owner')) !== null;
    if (room === null && !hasPerson && textOf(cell('area')) === null) return;
    const estate = textOf(cell('estate'));
    if (estate !== null && this.#book.isOther(estate))
      log.add('estate-other', column('estate'), 'rejected', `这一行写的是“${estate}”，不是本小区，不登记。`);
    const place = room === null ? null : this.#place(cell, room);
    const follows = room === null && hasPerson && (this.#last?.part ?? null) !== null;
    if (room === null && !follows)
      log.add('room-missing', column('room'), 'rejected', '没有房号，也接不上上一行，不登记。');
    if (place && place.building === '' && !/[^\d-]/.test(place.room))
      log.add('building-missing', column('building'), 'warning', '没有楼号，请核对是否写漏。');
    const read = this.#part(cell, log, place ?? { building: '', entrance: '', room: '' }, room ?? '');
    const rejected = worstVerdict(log.issues) === 'rejected';
    const at = rejected
      ? { part: null, first: true }
      : joinPart(this.#book, read, follows ? (this.#last?.part ?? null) : null, log, {
          room: column('room'),
          area: column('area'),
        });
    if (place) this.#last = { building: place.building, entrance: place.entrance, part: at.part };
    this.#add(row, log, at, place ?? this.#book.parts[at.part ?? -1]?.place ?? null);
  }

  #place(cell: (field: RollColumn) => LedgerCell | undefined, room: string): PartPlace {
    const building = textOf(cell('building')) ?? '';
    const entrance = textOf(cell('entrance')) ?? '';
    const last = this.#last;
    // A blank below a written building is the same one; a sheet or section of one building names it once.
    const carried = this.#building || (this.#columns.has('building') ? (last?.building ?? '') : '');
    const place = partPlace(building || (namesBuilding(room) ? '' : carried), entrance, room);
    const goesOn =
      place.entrance === '' &&
      this.#columns.has('entrance') &&
      place.building === last?.building &&
      /^\d+$/.test(place.room);
    return goesOn ? { ...place, entrance: last?.entrance ?? '' } : place;
  }

  #part(
    cell: (field: RollColumn) => LedgerCell | undefined,
    log: IssueLog,
    place: PartPlace,
    room: string,
  ): RollPart {
    const column = (field: RollColumn) => this.#columns.get(field)?.column ?? 1;
    const text = (field: RollColumn) => textOf(cell(field));
    const person = (field: RollColumn): PersonCell | undefined => {
      const found = cell(field);
      if (!found || found.kind === 'error') return undefined;
      const numeric = found.kind === 'number';
      return { text: found.text, column: found.column, numeric };
    };
    const kind = this.#kind(text('kind'), room, log, column('kind'));
    const saysUnsold = [text('sale'), text('owner')].some(
      (word) => word !== null && readUnsold(word) === true,
    );
    const named = text('owner') !== null && readUnsold(text('owner') ?? '') === null;
    const { owners, faults } = readOwners(
      named ? person('owner') : undefined,
      person('number'),
      person('phone'),
    );
    nominate(owners, person('nominated'), faults);
    if (!saysUnsold && owners.length === 0 && this.#columns.has('owner'))
      log.add('owner-missing', column('owner'), 'warning', '没有写业主，先登记房屋。');
    for (const fault of saysUnsold && !named ? [] : faults)
      log.add(fault.code, fault.column, fault.severity, fault.message);
    const evidence = (text('evidence') ?? '').slice(0, 100);
    const source = this.#source(text('areaSource'), evidence, log, column('areaSource'));
    const areaAt = this.#columns.get('area');
    const areaCm2 = areaAt ? readPartArea(cell('area'), areaAt, log) : null;
    return {
      place,
      kind,
      floor: this.#floor(text('floor'), place, log, column('floor')),
      areaCm2,
      areaSource: areaCm2 === null ? null : source,
      areaEvidence: evidence,
      titled: this.#titled(text('titled'), kind, evidence, log, column('titled')),
      unsold: saysUnsold,
      owners: [...owners],
      occupants: readOccupants(person('occupant'), person('occupantPhone')),
    };
  }

  #kind(written: string | null, room: string, log: IssueLog, column: number): PartKind {
    const own = kindOfPlace(room) ?? kindOfPlace(this.#name);
    if (written === null) return own ?? 'dwelling';
    const kind = partKindOf(written);
    if (kind) return kind;
    log.add('kind-unknown', column, 'warning', `看不出“${written.slice(0, 20)}”是哪类房屋，暂按“其他”登记。`);
    return 'other';
  }

  #source(written: string | null, evidence: string, log: IssueLog, column: number): AreaSource {
    const own = this.#columns.get('area')?.title ?? '';
    const fallback =
      (evidence === '' ? null : areaSourceOf(`${evidence}证`)) ?? areaSourceOf(own) ?? 'stated';
    if (written === null) return fallback;
    const source = areaSourceOf(written);
    if (source) return source;
    log.add(
      'area-source-unknown',
      column,
      'warning',
      `看不出面积来源“${written.slice(0, 20)}”，暂按自报登记。`,
    );
    return 'stated';
  }

  #floor(written: string | null, place: PartPlace, log: IssueLog, column: number): number | null {
    const plain = compact(written ?? '')
      .replace(/^第|[层楼F]$/gi, '')
      .replace(/^(?:地下|负|B)/, '-');
    if (plain === '') return floorOf(place.room);
    const floor = Number(plain.split(/[/~]/)[0]);
    if (Number.isInteger(floor) && floor >= -10 && floor <= 200) return floor;
    log.drop('floor-unreadable', column, (written ?? '').slice(0, 20), '不是楼层');
    return floorOf(place.room);
  }

  /** A garage or storage room counts for a vote only with a title of its own; dwellings and shops have one. */
  #titled(written: string | null, kind: PartKind, evidence: string, log: IssueLog, column: number): boolean {
    const flag =
      written === null
        ? null
        : /^(?:有|有证|已登记|已办)/.test(written)
          ? true
          : /^(?:无|没有|未)/.test(written)
            ? false
            : readFlag(written);
    if (flag !== null) return flag;
    if ((kind !== 'garage' && kind !== 'storage') || evidence !== '') return true;
    log.add('title-unknown', column, 'warning', '车库、储藏室没有写产权证，暂按无独立产权登记，不计入表决。');
    return false;
  }

  #add(
    row: GridRow,
    log: IssueLog,
    at: { part: number | null; first: boolean },
    place: PartPlace | null,
  ): void {
    const titles = new Map([...this.#columns.values()].map(({ column, title }) => [column, title]));
    this.#book.lines.push({
      seq: this.#book.lines.length,
      sheet: this.#name,
      row: row.row,
      verdict: worstVerdict(log.issues),
      issues: log.issues,
      place: place ? placeText(place) : '',
      part: at.part,
      first: at.first,
      cells: [...row.own.values()].map((cell) => ({
        cell: addressOf(row.row, cell.column),
        title: titles.get(cell.column) ?? '',
        text: cell.text,
      })),
    });
  }
}
