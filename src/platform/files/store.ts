import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { problem } from '#shared/problem.ts';
import type { Tx } from '../database/connect.ts';
import { platformProblems } from '../problems.ts';

export type StoredFile = { id: string; name: string; sizeBytes: number; sha256: string; path: string };
export type FileOf = {
  name: string;
  mediaType: string;
  purpose: string;
  regionCode: string;
  createdBy: string | null;
  now: Date;
};

/** Bytes on disk under their hash, facts about them in `stored_file`. Nothing is overwritten. */
export type FileStore = {
  /** Where bytes with this hash lie. */
  readonly pathOf: (sha256: string) => string;
  /** Streams bytes to disk, refusing more than `limitBytes`; keeps nothing when refused. */
  readonly receive: (from: Readable, limitBytes: number) => Promise<{ sha256: string; sizeBytes: number }>;
  /** Records received bytes as a file. */
  readonly record: (tx: Tx, bytes: { sha256: string; sizeBytes: number }, of: FileOf) => Promise<StoredFile>;
  /** Finds a file the transaction's region may see; throws `file.absent`. */
  readonly find: (tx: Tx, id: string) => Promise<StoredFile & { mediaType: string; purpose: string }>;
  readonly open: (sha256: string) => Readable;
};

export function createFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    pathOf,
    receive: (from, limitBytes) => receive(folder, pathOf, from, limitBytes),
    open: (sha256) => createReadStream(pathOf(sha256)),
    async record(tx, bytes, of) {
      const id = randomUUID();
      await tx
        .insertInto('storedFile')
        .values({
          id,
          name: of.name,
          mediaType: of.mediaType,
          sizeBytes: bytes.sizeBytes,
          sha256: bytes.sha256,
          purpose: of.purpose,
          regionCode: of.regionCode,
          createdBy: of.createdBy,
          createdAt: of.now,
        })
        .execute();
      return { id, name: of.name, ...bytes, path: pathOf(bytes.sha256) };
    },
    async find(tx, id) {
      const row = await tx.selectFrom('storedFile').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw problem(platformProblems, 'file.absent');
      return { ...row, sizeBytes: Number(row.sizeBytes), path: pathOf(row.sha256) };
    },
  };
}

async function receive(
  folder: string,
  pathOf: (sha256: string) => string,
  from: Readable,
  limitBytes: number,
): Promise<{ sha256: string; sizeBytes: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const incoming = path.join(folder, `incoming-${randomUUID()}`);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > limitBytes)
        done(problem(platformProblems, 'upload.too-large', { limit: Math.floor(limitBytes / 1024 / 1024) }));
      else {
        hash.update(chunk);
        done(null, chunk);
      }
    },
  });
  try {
    await pipeline(from, count, createWriteStream(incoming, { mode: 0o600 }));
    if (sizeBytes === 0) throw problem(platformProblems, 'upload.empty');
    const sha256 = hash.digest('hex');
    await mkdir(path.dirname(pathOf(sha256)), { recursive: true, mode: 0o700 });
    await rename(incoming, pathOf(sha256));
    return { sha256, sizeBytes };
  } finally {
    await rm(incoming, { force: true });
  }
}
