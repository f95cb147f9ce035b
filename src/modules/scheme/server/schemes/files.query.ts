import type { z } from 'zod';
import type { Tx } from '#platform/database/connect.ts';
import type { schemeDetail } from '../../contract-schemes.ts';

type FileView = z.infer<typeof schemeDetail>['files'][number];

/** Files and drawings of a scheme, the newest first; removed ones are left out. */
export async function filesOf(tx: Tx, schemeId: string): Promise<FileView[]> {
  const rows = await tx
    .selectFrom('schemeFile as f')
    .innerJoin('storedFile as s', 's.id', 'f.fileId')
    .select(['f.id', 'f.fileId', 'f.kind', 'f.title', 'f.estateId', 'f.versionNumber', 'f.addedAt'])
    .select(['f.addedBy', 's.name', 's.sizeBytes'])
    .where('f.schemeId', '=', schemeId)
    .where('f.removedAt', 'is', null)
    .orderBy('f.addedAt', 'desc')
    .orderBy('f.id')
    .execute();
  return rows.map((row) => ({
    ...row,
    kind: row.kind as FileView['kind'],
    sizeBytes: Number(row.sizeBytes),
    addedAt: row.addedAt.toISOString(),
  }));
}
