/**
 * What a handed-in table may cost to read. Every limit counts bytes, rows or cells, never seconds, so that the
 * same file gives the same answer on every machine.
 */
export type ReadLimits = {
  readonly fileBytes: number;
  readonly zipEntries: number;
  /** All entries of the archive together, unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked ÷ packed above which an archive is a bomb; looked at only beyond `ratioFreeBytes`. */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  readonly xmlDepth: number;
  /** Longest single tag or run of text, in characters. */
  readonly xmlTokenLength: number;
  readonly sheets: number;
  /** Rows with a value, per sheet. */
  readonly rows: number;
  readonly columns: number;
  /** Cells with a value, over all sheets read one after the other. */
  readonly cells: number;
  /** Cells with a value, when the whole workbook is held in memory. */
  readonly loadedCells: number;
  readonly sharedStringLength: number;
  readonly merges: number;
};

export const defaultLimits: ReadLimits = {
  fileBytes: 50 * 1024 * 1024,
  zipEntries: 5_000,
  unpackedBytes: 512 * 1024 * 1024,
  ratio: 300,
  ratioFreeBytes: 100 * 1024 * 1024,
  xmlDepth: 64,
  xmlTokenLength: 2 * 1024 * 1024,
  sheets: 500,
  rows: 200_000,
  columns: 500,
  cells: 5_000_000,
  loadedCells: 2_500_000,
  sharedStringLength: 64 * 1024 * 1024,
  merges: 200_000,
};
