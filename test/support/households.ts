import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Person, TestApp } from './app.ts';
import { insertEstate } from './estates.ts';

export type HouseEstate = { readonly id: string; readonly region: string; readonly parts: readonly string[] };

/** An estate of one building, two entrances, `perEntrance` dwellings each, one owner each (业主甲0 …), areas uneven. */
export async function insertHouses(
  app: TestApp,
  perEntrance = 3,
  change: { regionCode?: string; name?: string; floor?: boolean } = {},
): Promise<HouseEstate> {
  const region = change.regionCode ?? '371503001';
  const id = await insertEstate(app, { regionCode: region, ...(change.name ? { name: change.name } : {}) });
  const now = app.services.clock.now();
  const by = { updatedAt: now, updatedBy: '测试' };
  const { vault } = app.services;
  const parts: string[] = [];
  await inScope(app.services.db, everyRegion, async (tx) => {
    for (let n = 0; n < perEntrance * 2; n++) {
      const partId = randomUUID();
      const ownerId = randomUUID();
      parts.push(partId);
      const floor = (n % perEntrance) + 1;
      await tx
        .insertInto('surveyPart')
        .values({
          ...{ id: partId, estateId: id, regionCode: region, building: '1号楼', kind: 'dwelling', ...by },
          ...{ entrance: n < perEntrance ? '1单元' : '2单元', room: `${floor}01`, floor },
          ...{ areaCm2: 800_000n + BigInt(n) * 33_300n, areaSource: 'register' },
        })
        .execute();
      await tx
        .insertInto('surveyOwner')
        .values({
          ...{ id: ownerId, estateId: id, regionCode: region, kind: 'person', ...by },
          nameSealed: vault.seal('survey_owner.name', `${'赵钱孙李周吴郑王'[n % 8]}密名`),
          nameMasked: `${'赵钱孙李周吴郑王'[n % 8]}**`,
          nameMark: vault.mark('owner.name', `${n}`),
        })
        .execute();
      await tx.insertInto('surveyOwnership').values({ partId, ownerId, regionCode: region }).execute();
    }
  });
  return { id, region, parts };
}

/** A counted vote with one matter, passed or not. */
export async function insertCountedVote(
  app: TestApp,
  estate: HouseEstate,
  of: { kind?: string; passed?: boolean; building?: string; entrance?: string } = {},
): Promise<{ voteId: string; matterId: string }> {
  const voteId = randomUUID();
  const now = app.services.clock.now();
  const kind = of.kind ?? 'other';
  await inScope(app.services.db, everyRegion, async (tx) => {
    await tx
      .insertInto('participationVote')
      .values({
        ...{ id: voteId, estateId: estate.id, regionCode: estate.region, number: `BJ-${voteId.slice(0, 8)}` },
        ...{
          title: '改造出资表决',
          convener: 'residentsCommittee',
          convenerName: '测试社区',
          state: 'draft',
        },
        scope: of.entrance ? 'entrance' : of.building ? 'building' : 'estate',
        ...{ building: of.building ?? null, entrance: of.entrance ?? null, scopeName: '测试' },
        ...{ rules: '{}', thresholds: '{}', calendar: '{}', createdAt: now, createdBy: '测试' },
      })
      .execute();
    await tx
      .insertInto('participationMatter')
      .values({
        voteId,
        id: 'm1',
        position: 1,
        regionCode: estate.region,
        title: '同意出资方案',
        kind,
        class: 'ordinary',
      })
      .execute();
    for (const state of ['roll', 'announced', 'open'])
      await tx.updateTable('participationVote').set({ state }).where('id', '=', voteId).execute();
    const result = JSON.stringify({ matters: [{ id: 'm1', outcome: { passed: of.passed ?? true } }] });
    await tx
      .updateTable('participationVote')
      .set({ state: 'closed', closedAt: now, result, root: 'r'.repeat(64) })
      .where('id', '=', voteId)
      .execute();
  });
  return { voteId, matterId: 'm1' };
}

export const collectionBody = (estateId: string, change: object = {}) => ({
  ...{ estateId, key: randomUUID(), title: '屋面防水居民出资', items: ['roof'], totalFen: '1000001' },
  ...{
    amountBasis: '方案概算中居民承担的部分',
    method: 'area',
    payee: { name: '测试街道', account: '6222000011112222', bank: '测试银行', note: '' },
  },
  ...change,
});

type Made = { id: string; version: number };
const must = <T>(answer: { status: number; body: unknown }): T => {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as T;
};

/** A collection issued by vote in two instalments, 2026-12-31 and 2027-03-31. */
export async function issueHouses(app: TestApp, clerk: Person, estate: HouseEstate, change: object = {}) {
  const made = must<Made>(
    await clerk.post('/api/funding/households/collections', collectionBody(estate.id, change)),
  );
  const basis = { kind: 'vote', ...(await insertCountedVote(app, estate)) };
  const instalments = [
    { dueOn: '2026-12-31', share: '0.5' },
    { dueOn: '2027-03-31', share: '0.5' },
  ];
  const issued = must<Made & { bills: number; dueFen: string }>(
    await clerk.post(`/api/funding/households/collections/${made.id}/issue`, {
      version: made.version,
      basis,
      instalments,
    }),
  );
  const bills = must<{ items: Bill[] }>(
    await clerk.get(`/api/funding/households/collections/${made.id}/bills?size=200`),
  ).items;
  return { ...issued, bills };
}
export type Bill = {
  id: string;
  number: string;
  place: string;
  room: string;
  shareFen: string;
  dueFen: string;
  leftFen: string;
  netFen: string;
  overdueFen: string;
  state: string;
  version: number;
};

export const yuan = (fen: string | bigint): string => {
  const value = BigInt(fen);
  return `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
};

type Move = { day?: string; in?: string; out?: string; payer?: string; memo?: string; serial?: string };
/** A statement as a bank's web page exports it: titles above, totals below. */
export const statementXlsx = (moves: readonly Move[]): Promise<Buffer> =>
  writeTable({
    ...{ sheet: '交易明细', title: '账户交易明细查询', notes: ['账号：6222****2222　币种：人民币'] },
    columns: [
      '交易日期',
      '交易流水号',
      '借方发生额',
      '贷方发生额',
      '余额',
      '对方户名',
      '对方账号',
      '摘要',
      '附言',
    ].map((title) => ({ title })),
    rows: [
      ...moves.map((one, n) => [
        ...[one.day ?? '2026-11-20', one.serial ?? `S${n}`, one.out ?? null, one.in ?? null, null],
        ...[one.payer ?? '赵密名', '6228480000001234567', '转账', one.memo ?? ''],
      ]),
      ['合计', null, null, '999999.99', null, null, null, null, null],
    ],
  });
