import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Vault } from '#platform/vault.ts';

export type OpenVote = {
  readonly id: string;
  readonly estateId: string;
  readonly regionCode: string;
  /** The way in of each owner (a verified session's cookie), and what they may vote with. */
  readonly owners: readonly {
    readonly id: string;
    readonly cookie: string;
    readonly entitlements: readonly string[];
  }[];
};

export type VoteSettings = {
  readonly estateId: string;
  readonly regionCode: string;
  readonly owners: number;
  /** Parts of each owner. */
  readonly parts?: number;
  readonly matters?: number;
  readonly state?: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly follow?: boolean;
  /** Owners (by position) whose parts nobody may vote for yet: how many registered co-owners each has, 0 for none. */
  readonly unable?: Readonly<Record<number, number>>;
  readonly now: Date;
};

const quorum = { num: 2, den: 3 };
const thresholds = {
  article: '民法典第二百七十八条',
  ordinary: { quorum, majority: { num: 1, den: 2 }, strict: true },
  special: { quorum, majority: { num: 3, den: 4 }, strict: false },
};
const calendar = { noticeDays: 15, rollDays: 7, resultDays: 3, challengeYears: 1, representDays: 5 };
const sessionLifeMs = 30 * 86_400_000;

/**
 * A vote with its roll and verified owners, written as rows: for tests of ballots alone. Owner n holds `parts` parts;
 * dwellings of 80 m², room numbers counting up.
 */
export async function insertVote(db: Database, vault: Vault, settings: VoteSettings): Promise<OpenVote> {
  const { estateId, regionCode, now, parts = 1 } = settings;
  const id = randomUUID();
  const people = Array.from({ length: settings.owners }, (_, n) => ({
    n,
    id: randomUUID(),
    token: randomBytes(24).toString('base64url'),
    parts: Array.from({ length: parts }, (_part, p) => ({
      id: randomUUID(),
      entitlement: randomUUID(),
      room: String(n * parts + p + 1),
    })),
  }));
  const by = { updatedAt: now, updatedBy: '测试' };
  await inScope(db, everyRegion, async (tx) => {
    await tx
      .insertInto('participationVote')
      .values({
        ...{
          id,
          estateId,
          regionCode,
          number: `V-${id}`,
          title: '测试表决',
          convener: 'residentsCommittee',
          convenerName: '测试社区',
          scopeName: '全小区',
        },
        ...{ scope: 'estate', state: 'draft' },
        rules: JSON.stringify({
          unreturned: 'exclude',
          ownRules: null,
          follow: settings.follow ? 'count-with-majority' : 'abstain',
        }),
        ...{ thresholds: JSON.stringify(thresholds), calendar: JSON.stringify(calendar) },
        ...{ opensAt: settings.opensAt, closesAt: settings.closesAt, createdAt: now, createdBy: '测试' },
      })
      .execute();
    const matters = Array.from({ length: settings.matters ?? 2 }, (_, n) => ({
      ...{ voteId: id, id: `m${n + 1}`, position: n + 1, regionCode, title: `第${n + 1}项`, kind: 'other' },
      class: 'ordinary',
    }));
    await tx.insertInto('participationMatter').values(matters).execute();
    for (let from = 0; from < people.length; from += 500) {
      const some = people.slice(from, from + 500);
      const all = some.flatMap((person) => person.parts.map((part) => ({ person, part })));
      await tx
        .insertInto('surveyOwner')
        .values(
          some.map((person) => ({
            ...{ id: person.id, estateId, regionCode, kind: 'person', ...by },
            nameSealed: vault.seal('survey_owner.name', `业主${person.n}`),
            nameMasked: '业*',
            nameMark: vault.mark('name', `业主${person.n}`),
          })),
        )
        .execute();
      await tx
        .insertInto('surveyPart')
        .values(
          all.map(({ part }) => ({
            ...{ id: part.id, estateId, regionCode, building: `${id.slice(0, 4)}`, entrance: '1' },
            ...{ room: part.room, kind: 'dwelling', areaCm2: 800_000n, areaSource: 'register', ...by },
          })),
        )
        .execute();
      await tx
        .insertInto('surveyOwnership')
        .values(all.map(({ person, part }) => ({ partId: part.id, ownerId: person.id, regionCode })))
        .execute();
      await tx
        .insertInto('participationEntitlement')
        .values(
          all.map(({ person, part }) => ({
            ...{ id: part.entitlement, voteId: id, regionCode, partId: part.id },
            ...{ pseudonym: `P${part.room}`, paperNumber: `T${part.room}` },
            ...{ building: `${id.slice(0, 4)}`, entrance: '1', room: part.room, kind: 'dwelling' },
            ...{ areaCm2: 800_000n, areaSource: 'register' },
            ownerId: settings.unable?.[person.n] === undefined ? person.id : null,
            coOwners: Math.max(1, settings.unable?.[person.n] ?? 1),
            ...{ ownerPseudonym: `O${person.n}`, ownerMasked: '业*', unsold: false },
          })),
        )
        .execute();
      await tx
        .insertInto('participationSession')
        .values(
          some.map((person) => ({
            ...{ id: randomUUID(), tokenHash: createHash('sha256').update(person.token).digest() },
            ...{ estateId, regionCode, partId: person.parts[0]?.id ?? '', ownerId: person.id },
            ...{ verifiedBy: 'ledger', verifiedAt: now, createdAt: now },
            expiresAt: new Date(now.getTime() + sessionLifeMs),
          })),
        )
        .execute();
    }
    // only now: matters and roll are fixed once announced
    const steps = ['roll', 'announced', 'open', 'closed'];
    const last = steps.indexOf(settings.state ?? 'open');
    for (const state of steps.slice(0, last + 1))
      await tx.updateTable('participationVote').set({ state }).where('id', '=', id).execute();
  });
  return {
    ...{ id, estateId, regionCode },
    owners: people.map((person) => ({
      id: person.id,
      cookie: `huanju_visitor=${person.token}`,
      entitlements: person.parts.map(({ entitlement }) => entitlement),
    })),
  };
}

export type BallotRow = {
  readonly seq: bigint;
  readonly entitlementId: string;
  readonly receipt: string;
  readonly key: string;
  readonly at: Date;
};

/** Every ballot of a vote in its order. */
export const ballotsOf = (db: Database, voteId: string): Promise<BallotRow[]> =>
  inScope(db, everyRegion, (tx) =>
    tx
      .selectFrom('participationBallot')
      .select(['seq', 'entitlementId', 'receipt', 'key', 'at'])
      .where('voteId', '=', voteId)
      .orderBy('seq')
      .execute(),
  );

/** Closes as the vote's own closing does: under the lock of its row. */
export const closeVote = (db: Database, voteId: string): Promise<unknown> =>
  inScope(db, everyRegion, (tx) =>
    sql`with v as (select id from participation_vote where id = ${voteId} for update)
      update participation_vote set state = 'closed' from v where participation_vote.id = v.id`.execute(tx),
  );
