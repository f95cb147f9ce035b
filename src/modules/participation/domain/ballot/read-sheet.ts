/** A table of signed ballots, one row per door and one column per matter, read into choices. */
import type { Choice } from '../tally/vote.ts';
import type { Paper } from './choice-check.ts';

/** A sheet as plain values; rows and columns count from 1. */
export type BallotSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly text: string }[];
  }[];
};
export type SheetDoor = {
  readonly id: string;
  readonly paperNumber: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
};

/** One thing wrong, with the cell it stands in (`C7`). */
export type CellFault = {
  readonly sheet: string;
  readonly cell: string;
  readonly code: SheetFaultCode;
  readonly message: string;
};
/** A row with at least one matter marked. */
export type SheetLine = {
  readonly sheet: string;
  /** Where the door is named. */
  readonly cell: string;
  readonly door: SheetDoor;
  readonly choices: Readonly<Record<string, Choice | null>>;
};
export type SheetReading = {
  readonly lines: readonly SheetLine[];
  /** Rows that name a door and mark nothing: papers that did not come back. */
  readonly blank: number;
  readonly faults: readonly CellFault[];
  /** Whether any sheet had a heading of the form. */
  readonly found: boolean;
};

const faultTexts = {
  'column-missing': '没有这次表决的事项“{what}”这一列',
  'column-twice': '列“{what}”出现了两次',
  'door-missing': '这一行有选择，但没有写票号或门牌',
  'door-unknown': '名册上没有这个票号或门牌',
  'door-differs': '票号与门牌不是同一户',
  'door-twice': '这一户在 {what} 已有一行',
  'choice-unknown': '看不懂这个选择：应为赞成（同意、√）、反对（不同意、×）、弃权，或留空',
  'follow-not-offered': '本小区的规约没有约定“从众”',
} as const;
export type SheetFaultCode = keyof typeof faultTexts;

/** Headings of the form. */
export const sheetHeads = { no: '票号', building: '楼栋', entrance: '单元', room: '房号' } as const;
type Head = keyof typeof sheetHeads;

/** Heading of a matter's column, numbered as on the paper. */
export const matterHead = (matter: { readonly title: string }, index: number): string =>
  `${index + 1}. ${matter.title}`;

const words: Readonly<Record<string, Choice>> = {
  ...{ 赞成: 'for', 同意: 'for', '√': 'for', '✓': 'for', '✔': 'for', '☑': 'for' },
  ...{ 反对: 'against', 不同意: 'against', '×': 'against', '✕': 'against', '✗': 'against', '✘': 'against' },
  ...{ 弃权: 'abstain', 从众: 'follow' },
};
const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
const placeKey = (one: Pick<SheetDoor, 'building' | 'entrance' | 'room'>): string =>
  [one.building, one.entrance, one.room].map(squeeze).join('\u0000');

/** `3`, `7` → `C7`. */
function addressOf(column: number, row: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}

type Columns = { readonly heads: Partial<Record<Head, number>>; readonly matters: Record<string, number> };

/** Reads all sheets in sight; a row is matched by its ballot number, else by its door. */
export function readBallotSheets(
  sheets: readonly BallotSheet[],
  paper: Pick<Paper, 'matters' | 'follow'>,
  doors: readonly SheetDoor[],
): SheetReading {
  const reader = new SheetReader(paper, doors);
  for (const sheet of sheets) if (!sheet.hidden) reader.read(sheet);
  return reader;
}

class SheetReader implements SheetReading {
  readonly lines: SheetLine[] = [];
  readonly faults: CellFault[] = [];
  blank = 0;
  found = false;
  private readonly paper: Pick<Paper, 'matters' | 'follow'>;
  private readonly byNo: ReadonlyMap<string, SheetDoor>;
  private readonly byPlace: ReadonlyMap<string, SheetDoor>;
  private readonly seen = new Map<string, string>();

  constructor(paper: Pick<Paper, 'matters' | 'follow'>, doors: readonly SheetDoor[]) {
    this.paper = paper;
    this.byNo = new Map(doors.map((one) => [squeeze(one.paperNumber), one]));
    this.byPlace = new Map(doors.map((one) => [placeKey(one), one]));
  }

  read(sheet: BallotSheet): void {
    const start = sheet.rows.findIndex(({ cells }) => this.isHead(cells.map(({ text }) => squeeze(text))));
    const head = sheet.rows[start];
    if (!head) return;
    this.found = true;
    const columns = this.columnsOf(sheet.name, head);
    for (const row of sheet.rows.slice(start + 1)) this.readRow(sheet.name, columns, row);
  }

  private isHead(texts: readonly string[]): boolean {
    return texts.includes(sheetHeads.no) || (texts.includes(sheetHeads.room) && texts.length > 1);
  }

  private fault(sheet: string, cell: string, code: SheetFaultCode, what = ''): void {
    this.faults.push({ sheet, cell, code, message: faultTexts[code].replace('{what}', what) });
  }

  private columnsOf(sheet: string, head: BallotSheet['rows'][number]): Columns {
    const columns: Columns = { heads: {}, matters: {} };
    const names = Object.entries(sheetHeads) as [Head, string][];
    for (const { column, text } of head.cells) {
      const title = squeeze(text);
      const name = names.find(([, one]) => one === title)?.[0];
      const matter = this.paper.matters.find(
        (one, n) => squeeze(matterHead(one, n)) === title || squeeze(one.title) === title,
      );
      const taken = name ? columns.heads[name] : matter && columns.matters[matter.id];
      if (taken !== undefined) this.fault(sheet, addressOf(column, head.row), 'column-twice', text);
      else if (name) columns.heads[name] = column;
      else if (matter) columns.matters[matter.id] = column;
    }
    for (const { id, title } of this.paper.matters)
      if (columns.matters[id] === undefined)
        this.fault(sheet, addressOf(head.cells[0]?.column ?? 1, head.row), 'column-missing', title);
    return columns;
  }

  private readRow(sheet: string, columns: Columns, { row, cells }: BallotSheet['rows'][number]): void {
    const at = (column: number | undefined) =>
      squeeze(cells.find((cell) => cell.column === column)?.text ?? '');
    const given = (head: Head) => at(columns.heads[head]);
    const cell = addressOf(columns.heads.no ?? columns.heads.room ?? 1, row);
    const marked = this.paper.matters.filter(({ id }) => at(columns.matters[id]) !== '');
    const named = given('no') !== '' || given('room') !== '';
    if (marked.length === 0) {
      if (named) this.blank += 1;
      return;
    }
    const door = named ? this.doorOf(given) : 'door-missing';
    const choices: Record<string, Choice | null> = {};
    const before = this.faults.length;
    for (const { id } of this.paper.matters) {
      const text = at(columns.matters[id]);
      const choice = Object.hasOwn(words, text) ? (words[text] ?? null) : null;
      const where = addressOf(columns.matters[id] ?? 1, row);
      if (text !== '' && choice === null) this.fault(sheet, where, 'choice-unknown');
      if (choice === 'follow' && !this.paper.follow) this.fault(sheet, where, 'follow-not-offered');
      choices[id] = choice;
    }
    const earlier = typeof door === 'string' ? undefined : this.seen.get(door.id);
    if (typeof door === 'string') this.fault(sheet, cell, door);
    else if (earlier) this.fault(sheet, cell, 'door-twice', earlier);
    else {
      this.seen.set(door.id, `${sheet} ${cell}`);
      if (this.faults.length === before) this.lines.push({ sheet, cell, door, choices });
    }
  }

  private doorOf(given: (head: Head) => string): SheetDoor | SheetFaultCode {
    const no = given('no');
    const place = {
      ...{ building: given('building'), entrance: given('entrance'), room: given('room') },
    };
    const byPlace = this.byPlace.get(placeKey(place));
    if (no === '') return byPlace ?? 'door-unknown';
    const byNo = this.byNo.get(no);
    if (!byNo) return 'door-unknown';
    return place.room !== '' && byPlace && byPlace.id !== byNo.id ? 'door-differs' : byNo;
  }
}
