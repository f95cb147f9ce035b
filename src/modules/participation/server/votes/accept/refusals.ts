import type { Tx } from '#platform/database/connect.ts';
import type { Vault } from '#platform/vault.ts';

/** A refused ballot, to be looked into later; the address as a keyed hash only. */
export type Refused = { readonly code: string; readonly address: string };

/** Writes down refused ballots of a vote, in the transaction that refused them. */
export async function recordRefusals(
  tx: Tx,
  vault: Vault,
  vote: { readonly id: string; readonly regionCode: string | null },
  now: Date,
  refused: readonly Refused[],
): Promise<void> {
  if (refused.length === 0) return;
  await tx
    .insertInto('participationRefusal')
    .values(
      refused.map(({ code, address }) => ({
        at: now,
        kind: code.replace(/^participation\./, ''),
        addressMark: vault.mark('address', address),
        regionCode: vote.regionCode,
        subjectId: vote.id,
      })),
    )
    .execute();
}
