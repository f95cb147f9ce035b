import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive a test builds; the sizes and flags may be made to lie. */
export type ZipPart = {
  readonly name: string;
  readonly data: string | Buffer;
  readonly store?: boolean;
  /** Declared unpacked size, when it should differ from the real one. */
  readonly statedSize?: number;
  readonly flags?: number;
};

/** Builds a zip byte by byte, also such as no program would write. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.isBuffer(part.data) ? part.data : Buffer.from(part.data);
    const packed = part.store ? data : deflateRawSync(data, { level: 6 });
    const name = Buffer.from(part.name);
    const size = part.statedSize ?? data.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.flags ?? 0x0800, 2);
    common.writeUInt16LE(part.store ? 0 : 8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, name]));
    pieces.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a small workbook of one sheet; `sheet` is the inside of `<worksheet>`, `more` adds or replaces parts. */
export function workbookParts(
  sheet: string | Buffer,
  more: Readonly<Record<string, string | Buffer>> = {},
): ZipPart[] {
  const parts: Record<string, string | Buffer> = {
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': Buffer.isBuffer(sheet)
      ? sheet
      : `<worksheet xmlns="${main}">${sheet}</worksheet>`,
    ...more,
  };
  return Object.entries(parts).map(([name, data]) => ({ name, data }));
}

export const workbookOf = (
  sheet: string | Buffer,
  more: Readonly<Record<string, string | Buffer>> = {},
): Buffer => zipOf(workbookParts(sheet, more));
