import { randomUUID } from 'node:crypto';
import { signContract } from '#modules/funding/server/ledger/contracts.ts';
import {
  type GrantOrder,
  grantSource,
  type LedgerCtx,
  receive,
} from '#modules/funding/server/ledger/post.ts';
import type { Database } from '#platform/database/connect.ts';
import { everyRegion, inScope } from '#platform/database/scope.ts';

/** Estates in one project, as the ledger needs them; rows straight into the tables. */
export async function insertProject(
  db: Database,
  options: { readonly estates?: number; readonly regionCode?: string; readonly now: Date },
): Promise<{ projectId: string; estateIds: string[] }> {
  const { estates = 1, regionCode = '371503001', now } = options;
  const projectId = randomUUID();
  const estateIds = Array.from({ length: estates }, () => randomUUID());
  const tail = projectId.slice(0, 6);
  await inScope(db, everyRegion, async (tx) => {
    await tx
      .insertInto('surveyEstate')
      .values(
        estateIds.map((id, n) => ({
          ...{ id, code: `${regionCode}-${tail}-${n}`, regionCode, name: `账目小区${n + 1}`, land: 'state' },
          ...{ createdAt: now, updatedAt: now, updatedBy: '测试' },
        })),
      )
      .execute();
    await tx
      .insertInto('projectsProject')
      .values({
        ...{
          id: projectId,
          code: `P-${tail}`,
          regionCode,
          name: '账目项目',
          year: 2026,
          implementingBody: '振兴街道',
        },
        ...{
          approvalNumber: '茌住建〔2026〕1号',
          approvedOn: '2026-01-05',
          estates,
          buildings: 4,
          households: 100,
        },
        ...{ floorAreaCm2: 100_000_000n, createdBy: '测试', createdAt: now },
      })
      .execute();
    await tx
      .insertInto('projectsProjectEstate')
      .values(
        estateIds.map((estateId, n) => ({
          ...{ projectId, estateId, regionCode, name: `账目小区${n + 1}`, buildings: 4, households: 100 },
          floorAreaCm2: 100_000_000n,
        })),
      )
      .execute();
  });
  return { projectId, estateIds };
}

/** Runs ledger work in a transaction of its own, bound to a region. */
export const withLedger = <T>(
  db: Database,
  now: Date,
  work: (ctx: LedgerCtx) => Promise<T>,
  scope: string = '371503',
): Promise<T> =>
  inScope(db, scope, (tx) =>
    work({ tx, now, requestId: 'test', actor: { id: randomUUID(), name: '财政甲' } }),
  );

let documents = 0;

/** A basic-class grant of the district for a million yuan, unless told otherwise. */
export const grantOrder = (change: Partial<GrantOrder> = {}): GrantOrder => ({
  regionCode: '371503',
  channel: 'fiscal',
  subChannel: 'provincial',
  title: '城镇老旧小区改造补助',
  documentNumber: `鲁财建指〔2026〕${++documents}号`,
  documentFileId: null,
  classes: ['basic'],
  estates: null,
  excludedItems: [],
  budgetYear: 2026,
  expiresOn: null,
  carry: false,
  cash: true,
  amountFen: 100_000_000n,
  bookedOn: '2026-11-01',
  ...change,
});

/** A source with its money on the account. */
export async function fundedSource(ctx: LedgerCtx, change: Partial<GrantOrder> = {}): Promise<string> {
  const order = grantOrder(change);
  const { sourceId } = await grantSource(ctx, order);
  await receive(ctx, {
    ...{ sourceId, amountFen: order.amountFen, bookedOn: order.bookedOn, voucherNumber: `收-${sourceId}` },
    ...{ fileId: null, payer: '区财政局' },
  });
  return sourceId;
}

/** A contract of one line over the estates' roofs. */
export const roofContract = (
  ctx: LedgerCtx,
  of: { readonly projectId: string; readonly estateIds: readonly string[] },
  amountFen: bigint,
  terms: Parameters<typeof signContract>[1]['terms'] = { advanceShare: '0.3' },
): Promise<{ contractId: string; amountFen: string }> =>
  signContract(ctx, {
    ...{
      regionCode: '371503001',
      projectId: of.projectId,
      number: `HT-${randomUUID()}`,
      title: '屋面改造施工',
    },
    ...{ contractor: '聊城某建设公司', organisationId: null, signedOn: '2026-11-02', fileId: null },
    ...(terms ? { terms } : {}),
    lines: of.estateIds.map((estateId, n) => ({
      ...{ lineId: `L${n + 1}`, estateId, item: 'roof', itemClass: 'basic' as const, title: '屋面防水' },
      ...{ quantity: '1000', unit: '㎡', amountFen },
    })),
  });
