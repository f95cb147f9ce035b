import type { ReadLimits } from '../limits.ts';
import type { Merge, Row, Sheet, Workbook } from '../workbook.ts';
import { openArchive } from './archive.ts';
import { readParts, type SheetPart, type WorkbookParts } from './parts.ts';
import { type ReadCount, SheetReader } from './sheet-reader.ts';
import { XmlReader } from './xml.ts';

export type XlsxSheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** Batches of rows as they are unpacked; merged ranges stand at the end of the part and fill `merges` then. */
  readonly rows: () => AsyncGenerator<readonly Row[]>;
  readonly merges: readonly Merge[];
};

export type XlsxFile = {
  readonly sheets: readonly XlsxSheet[];
  readonly notes: readonly string[];
  readonly count: Readonly<ReadCount>;
};

/**
 * Opens an .xlsx held in memory for reading sheet by sheet; memory stays at the shared strings plus a batch.
 * @throws Problem documents.*
 */
export async function openXlsx(bytes: Buffer, limits: ReadLimits): Promise<XlsxFile> {
  const archive = await openArchive(bytes, limits);
  const parts = await readParts(archive, limits);
  const count: ReadCount = { cells: 0, formulas: 0 };
  const sheets = parts.sheets.map((part) =>
    lazySheet(part, parts, limits, count, () => archive.text(part.path)),
  );
  return { sheets, notes: parts.notes, count };
}

function lazySheet(
  part: SheetPart,
  parts: WorkbookParts,
  limits: ReadLimits,
  count: ReadCount,
  text: () => AsyncGenerator<string>,
): XlsxSheet {
  const merges: Merge[] = [];
  async function* rows(): AsyncGenerator<readonly Row[]> {
    const sheet = new SheetReader(parts, limits, count);
    const reader: XmlReader = new XmlReader(
      sheet.handler(() => reader),
      limits,
    );
    for await (const piece of text()) {
      reader.write(piece);
      if (sheet.rows.length === 0) continue;
      yield sheet.rows;
      sheet.rows = [];
    }
    reader.end();
    merges.splice(0, merges.length, ...sheet.merges);
  }
  return { name: part.name, hidden: part.hidden, rows, merges };
}

/** Reads every sheet of an .xlsx into memory. @throws Problem documents.* */
export async function loadXlsx(bytes: Buffer, limits: ReadLimits): Promise<Workbook> {
  const file = await openXlsx(bytes, { ...limits, cells: Math.min(limits.cells, limits.loadedCells) });
  const sheets: Sheet[] = [];
  for (const sheet of file.sheets) {
    const rows: Row[] = [];
    for await (const batch of sheet.rows()) for (const row of batch) rows.push(row);
    sheets.push({ name: sheet.name, hidden: sheet.hidden, rows, merges: sheet.merges });
  }
  const formulas =
    file.count.formulas > 0 ? [`有 ${file.count.formulas} 个单元格是公式，按其已存的结果读取。`] : [];
  return { format: 'xlsx', sheets, notes: [...file.notes, ...formulas] };
}
