import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. */
type Entry = { readonly name: string; readonly text: string | Buffer };

/** 1 January 1980: archives of equal content are equal bytes. */
const noTime = { time: 0, day: 0x21 };

function header(data: Buffer, packed: Buffer, nameBytes: number): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x0800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(noTime.time, 6);
  common.writeUInt16LE(noTime.day, 8);
  common.writeUInt32LE(crc32(data), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(nameBytes, 22);
  return common;
}

/** Packs small texts and pictures into one .zip; names in ASCII, texts in UTF-8. */
export function zipTexts(entries: readonly Entry[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = typeof entry.text === 'string' ? Buffer.from(entry.text) : entry.text;
    const packed = deflateRawSync(data);
    const name = Buffer.from(entry.name);
    const common = header(data, packed, name.length);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('504b01021400', 'hex'), common, tail, name);
    pieces.push(Buffer.from('504b0304', 'hex'), common, name, packed);
    offset += 4 + common.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}
