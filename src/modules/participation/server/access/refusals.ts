import { sql } from 'kysely';
import { districtCode } from '#modules/identity/index.ts';
import type { Tx } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { RequestContext } from '#platform/http/context.ts';
import type { Vault } from '#platform/vault.ts';

/** What was refused, and where if that is known; `detail` holds ids and words of ours, nothing that was typed. */
export type Refused = {
  readonly kind: string;
  readonly regionCode?: string | null;
  readonly subjectId?: string | null;
  readonly detail?: string;
};

/** An IPv6 address as the network it comes from: a household has 2⁶⁴ of them. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

/** An address as it is kept: finds its like, tells nobody who it was. */
export const addressMark = (vault: Vault, address: string): Buffer =>
  vault.mark('access.address', networkOf(address));

/** Writes the refusal inside a transaction that commits although the request is refused. */
export async function recordRefusal(
  tx: Tx,
  context: Pick<RequestContext, 'services' | 'address'>,
  refused: Refused,
): Promise<void> {
  await tx
    .insertInto('participationRefusal')
    .values({
      at: context.services.clock.now(),
      kind: refused.kind,
      addressMark: addressMark(context.services.vault, context.address),
      regionCode: refused.regionCode ?? districtCode,
      subjectId: refused.subjectId ?? null,
      detail: refused.detail ?? '',
    })
    .execute();
}

/** The same beside a transaction that was rolled back; call it before throwing the refusal on. */
export const rememberRefusal = (context: RequestContext, refused: Refused): Promise<void> =>
  inScope(context.services.db, everyRegion, (tx) => recordRefusal(tx, context, refused));

/** How many refusals of a kind there are since an instant, counted up to `most` only. */
export async function countRefusals(
  tx: Tx,
  which: {
    readonly kind: string;
    readonly since: Date;
    readonly most: number;
    readonly address?: Buffer;
    readonly subjectId?: string;
    readonly detail?: string;
  },
): Promise<number> {
  let rows = tx
    .selectFrom('participationRefusal')
    .select('id')
    .where('kind', '=', which.kind)
    .where('at', '>', which.since)
    .limit(which.most);
  if (which.address) rows = rows.where('addressMark', '=', which.address);
  if (which.subjectId) rows = rows.where('subjectId', '=', which.subjectId);
  if (which.detail) rows = rows.where('detail', '=', which.detail);
  const found = await tx
    .selectFrom(rows.as('some'))
    .select(sql<string>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return Number(found.count);
}
