import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { Problem, problem } from '#shared/problem.ts';
import type { ReadLimits } from '../limits.ts';
import { documentProblems } from '../problems.ts';

const damaged = (what: string) => problem(documentProblems, 'documents.damaged', { what });

/** An opened archive: names (with forward slashes) and a way to unpack one of them in pieces. */
export type Archive = {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Decoded text of an entry, piece by piece. @throws Problem when the entry is absent or damaged */
  readonly text: (name: string) => AsyncGenerator<string>;
};

/**
 * Opens a zip held in memory and looks at its directory before anything is unpacked: number of entries,
 * unpacked size, ratio, unsafe or doubled names, encryption.
 */
export async function openArchive(bytes: Buffer, limits: ReadLimits): Promise<Archive> {
  const entries = new Map<string, Entry>();
  const zip = await openZip(bytes);
  let unpacked = 0;
  await eachEntry(zip, (entry) => {
    const name = entry.fileName.replace(/^\/+/, '').toLowerCase();
    if (entries.size >= limits.zipEntries)
      throw problem(documentProblems, 'documents.too-many', {
        what: '压缩包内的文件数',
        limit: limits.zipEntries,
      });
    if (entries.has(name)) throw damaged('压缩包内有重名文件');
    if (entry.isEncrypted()) throw problem(documentProblems, 'documents.encrypted');
    unpacked += entry.uncompressedSize;
    entries.set(name, entry);
  });
  if (
    unpacked > limits.unpackedBytes ||
    (unpacked > limits.ratioFreeBytes && unpacked > bytes.length * limits.ratio)
  )
    throw problem(documentProblems, 'documents.bomb', { what: `${Math.round(unpacked / 1048576)} MB` });
  const text = (name: string): AsyncGenerator<string> => {
    const entry = entries.get(name.toLowerCase());
    if (!entry) throw damaged(`缺少 ${name}`);
    return entryText(zip, entry);
  };
  return { names: [...entries.keys()], has: (name) => entries.has(name.toLowerCase()), text };
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) =>
      error ? reject(damaged('压缩包不完整')) : resolve(zip),
    );
  });
}

function eachEntry(zip: ZipFile, visit: (entry: Entry) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      try {
        visit(entry);
        zip.readEntry();
      } catch (fault) {
        reject(fault);
      }
    });
    zip.on('end', () => resolve());
    zip.on('error', (error: Error) => {
      const unsafe = /relative path|absolute path|invalid characters/.test(error.message);
      reject(unsafe ? problem(documentProblems, 'documents.name-unsafe') : damaged('压缩包目录有误'));
    });
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(damaged('压缩包不完整')) : resolve(stream)));
  });
}

/** XML parts are UTF-8 unless a byte order mark says UTF-16. yauzl stops an entry longer than it declares. */
async function* entryText(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await openEntry(zip, entry);
  let decoder: TextDecoder | null = null;
  try {
    for await (const piece of stream) {
      const bytes = piece as Buffer;
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
      yield decoder.decode(bytes, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (fault) {
    if (fault instanceof Problem) throw fault;
    throw damaged('压缩内容有误');
  } finally {
    stream.destroy();
  }
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
