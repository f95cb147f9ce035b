import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { AuditAnchor, AuditLine } from '../database/tables.ts';

export type BrokenLink = { stream: string; seq: string; sentence: string };
export type AuditVerdict = { lines: number; streams: number; anchors: number; broken: BrokenLink | null };

const field = (value: string | null): string => `${Buffer.byteLength(value ?? '', 'utf8')}:${value ?? ''}`;
const sha256 = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** The hash a line must have, computed here and not in the database, so that neither vouches for itself. */
export const hashOfLine = (prev: Buffer, line: Selectable<AuditLine>): Buffer =>
  sha256(
    prev,
    [
      line.stream,
      String(line.seq),
      line.at.toISOString(),
      line.actorId,
      line.actorName,
      line.action,
      line.subjectKind,
      line.subjectId,
      line.regionCode,
      line.detail,
      line.requestId,
    ]
      .map(field)
      .join(''),
  );

const batchSize = 5_000;

/**
 * Walks every chain whose name starts with `streamPrefix` (as far as the transaction may see) and all anchors, and
 * returns the first broken link: a changed, missing or inserted line, a head that does not fit, an anchor that names
 * a head the chain never had.
 */
export async function verifyAudit(tx: Tx, streamPrefix = ''): Promise<AuditVerdict> {
  const heads = await tx
    .selectFrom('auditHead')
    .selectAll()
    .where('stream', 'like', `${streamPrefix}%`)
    .orderBy('stream')
    .execute();
  const verdict: AuditVerdict = { lines: 0, streams: heads.length, anchors: 0, broken: null };
  const anchored = await readAnchors(tx, verdict);
  const known = new Set(heads.map((head) => head.stream));
  const gone = [...anchored.keys()]
    .sort()
    .find((stream) => stream.startsWith(streamPrefix) && !known.has(stream));
  if (gone && !verdict.broken)
    verdict.broken = { stream: gone, seq: '1', sentence: `${gone} 整条链缺失，锚点记有它的行。` };
  for (const head of heads) {
    if (verdict.broken) return verdict;
    await walkStream(tx, head, anchored.get(head.stream) ?? new Map(), verdict);
  }
  return verdict;
}

/** Checks the anchors' own chain; returns stream → seq → hash (hex) as anchored. */
async function readAnchors(tx: Tx, verdict: AuditVerdict): Promise<Map<string, Map<string, string>>> {
  const anchored = new Map<string, Map<string, string>>();
  let prev: Buffer = sha256('anchor');
  const anchors: Selectable<AuditAnchor>[] = await tx
    .selectFrom('auditAnchor')
    .selectAll()
    .orderBy('seq')
    .execute();
  for (const anchor of anchors) {
    const good =
      anchor.seq === BigInt(verdict.anchors + 1) &&
      anchor.prevHash.equals(prev) &&
      sha256(prev, field(String(anchor.seq)) + anchor.heads).equals(anchor.hash);
    if (!good) {
      verdict.broken = {
        stream: 'anchor',
        seq: String(anchor.seq),
        sentence: `锚点第 ${anchor.seq} 号被改动或缺失。`,
      };
      return anchored;
    }
    verdict.anchors += 1;
    prev = anchor.hash;
    for (const [stream, seq, hash] of triples(anchor.heads)) {
      const known = anchored.get(stream) ?? new Map<string, string>();
      anchored.set(stream, known.set(seq, hash));
    }
  }
  return anchored;
}

/** Reads `len:value` fields three at a time: stream, seq, hash. Lengths are bytes. */
function triples(heads: string): [string, string, string][] {
  const bytes = Buffer.from(heads, 'utf8');
  const fields: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const colon = bytes.indexOf(':', at);
    const end = colon + 1 + Number(bytes.toString('utf8', at, colon));
    fields.push(bytes.toString('utf8', colon + 1, end));
    at = end;
  }
  const out: [string, string, string][] = [];
  for (let n = 0; n + 2 < fields.length; n += 3)
    out.push([fields[n] ?? '', fields[n + 1] ?? '', fields[n + 2] ?? '']);
  return out;
}

async function walkStream(
  tx: Tx,
  head: { stream: string; seq: bigint; hash: Buffer },
  anchored: Map<string, string>,
  verdict: AuditVerdict,
): Promise<void> {
  let prev: Buffer = sha256(head.stream);
  let seq = 0n;
  const fail = (at: bigint, why: string) => {
    verdict.broken = { stream: head.stream, seq: String(at), sentence: `${head.stream} 第 ${at} 行${why}` };
  };
  for (;;) {
    const lines = await tx
      .selectFrom('auditLine')
      .selectAll()
      .where('stream', '=', head.stream)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batchSize)
      .execute();
    for (const line of lines) {
      if (line.seq !== seq + 1n) return fail(seq + 1n, '缺失。');
      if (!line.prevHash.equals(prev)) return fail(line.seq, '与上一行接不上。');
      const hash = hashOfLine(prev, line);
      if (!hash.equals(line.hash)) return fail(line.seq, '内容被改动。');
      const expected = anchored.get(String(line.seq));
      if (expected !== undefined && expected !== hash.toString('hex'))
        return fail(line.seq, '与锚点不符，链被整段改写。');
      prev = hash;
      seq = line.seq;
      verdict.lines += 1;
    }
    if (lines.length < batchSize) break;
  }
  const lastAnchored = [...anchored.keys()].reduce(
    (most, key) => (BigInt(key) > most ? BigInt(key) : most),
    0n,
  );
  if (seq !== head.seq || !prev.equals(head.hash)) fail(seq + 1n, '起被截断。');
  else if (lastAnchored > seq) fail(seq + 1n, '起被截断，锚点记有更多行。');
}
