import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { Person, TestApp } from './app.ts';

export type PartSample = {
  readonly building?: string;
  readonly entrance?: string;
  readonly room: string;
  readonly kind?: string;
  /** ㎡; null: not known. */
  readonly m2?: number | null;
  readonly areaSource?: string | null;
  readonly titled?: boolean;
  readonly unsold?: boolean;
  /** Names; the same name is the same owner. `!` before a name: nominated by the co-owners. */
  readonly owners?: readonly string[];
};

export type SampleRoll = { readonly parts: Map<string, string>; readonly owners: Map<string, string> };

/** Exclusive parts of an estate with their owners, sealed as survey seals them. Answers ids by room and by name. */
export async function insertParts(
  app: TestApp,
  estateId: string,
  samples: readonly PartSample[],
  known: SampleRoll = { parts: new Map(), owners: new Map() },
): Promise<SampleRoll> {
  const { vault, clock } = app.services;
  const stamp = { updatedAt: clock.now(), updatedBy: '测试' };
  const regionCode = '371503001';
  const { parts, owners } = known;
  await inScope(app.services.db, everyRegion, async (tx) => {
    for (const one of samples) {
      const id = randomUUID();
      parts.set(one.room, id);
      await tx
        .insertInto('surveyPart')
        .values({
          ...{ id, estateId, regionCode, ...stamp },
          ...{ building: one.building ?? '1号楼', entrance: one.entrance ?? '1单元', room: one.room },
          kind: one.kind ?? 'dwelling',
          areaCm2: one.m2 === null ? null : BigInt(Math.round((one.m2 ?? 100) * 10_000)),
          areaSource: one.areaSource === undefined ? 'register' : one.areaSource,
          titled: one.titled ?? true,
          unsold: one.unsold ?? false,
        })
        .execute();
      for (const written of one.owners ?? []) {
        const name = written.replace('!', '');
        let ownerId = owners.get(name);
        if (!ownerId) {
          ownerId = randomUUID();
          owners.set(name, ownerId);
          await tx
            .insertInto('surveyOwner')
            .values({
              ...{ id: ownerId, estateId, regionCode, kind: 'person', ...stamp },
              nameSealed: vault.seal('survey_owner.name', name),
              nameMasked: `${name[0]}*`,
              nameMark: vault.mark('owner.name', name),
              numberSealed: vault.seal('survey_owner.number', '371502199001011234'),
              numberMasked: '3715**********1234',
              phoneSealed: vault.seal('survey_owner.phone', '13900001111'),
              phoneMasked: '139****1111',
            })
            .execute();
        }
        await tx
          .insertInto('surveyOwnership')
          .values({ partId: id, ownerId, regionCode, nominated: written.startsWith('!') })
          .execute();
      }
    }
  });
  return known;
}

export type VoteAnswer = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly [field: string]: unknown;
};

export const voteBody = (estateId: string, change: object = {}) => ({
  estateId,
  scope: 'estate',
  title: '改造方案及维修资金表决',
  convener: 'residentsCommittee',
  convenerName: '测试社区居民委员会',
  matters: [
    { title: '同意本小区改造方案', kind: 'other' },
    { title: '本单元加装电梯', kind: 'rebuild' },
  ],
  opensAt: '2026-12-24T08:00:00+08:00',
  closesAt: '2026-12-31T18:00:00+08:00',
  ...change,
});

const must = (answer: { status: number; body: unknown }): VoteAnswer => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as VoteAnswer;
};

export async function step(
  clerk: Person,
  vote: VoteAnswer,
  name: string,
  more: object = {},
): Promise<VoteAnswer> {
  const now = must(await clerk.get(`/api/participation/votes/${vote.id}`));
  return must(
    await clerk.post(`/api/participation/votes/${vote.id}/step`, {
      step: name,
      version: now.version,
      ...more,
    }),
  );
}

/** Moves the clock and signs a clerk of 振兴街道 in anew: sessions do not live as long as votes. */
export function clerkAt(app: TestApp, iso: string): Promise<Person> {
  app.setNow(iso);
  return app.person(['subdistrictClerk'], '371503001');
}

/**
 * A vote taken from draft to open through the door, moving the clock: drafted and roll posted on 2026-11-22, announced
 * on 12-08, open from 12-24 08:00 to 12-31 18:00; the clock stands at 12-24 09:00 afterwards.
 */
export async function openVote(
  app: TestApp,
  estateId: string,
  change: object = {},
): Promise<{ vote: VoteAnswer; clerk: Person }> {
  let clerk = await clerkAt(app, '2026-11-22T09:00:00+08:00');
  let vote = must(await clerk.post('/api/participation/votes', voteBody(estateId, change)));
  vote = await step(clerk, vote, 'publishRoll', { objectionsUntil: '2026-12-07' });
  clerk = await clerkAt(app, '2026-12-08T09:00:00+08:00');
  vote = await step(clerk, vote, 'announce');
  clerk = await clerkAt(app, '2026-12-24T09:00:00+08:00');
  return { clerk, vote: must(await clerk.get(`/api/participation/votes/${vote.id}`)) };
}
