import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { grantOrder, withLedger } from '#test/support/ledger.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** Rows of 振兴街道 with the marker in a field. */
export type FundingAllocationsFixtures = {
  readonly indicatorSourceId: string;
  readonly financeImportId: string;
  readonly treasuryVoucherId: string;
  readonly allocationSchemeId: string;
  readonly accountId: string;
  readonly reconciliationId: string;
};

type Key = keyof FundingAllocationsFixtures;
const base = '/api/funding';
const list = (url: string, payload?: object): WalkCase => ({
  kind: 'list',
  request: () => ({ url: `${base}${url}`, ...(payload ? { payload } : {}) }),
});
const at = (path: string, key: Key, end = '', payload?: object): WalkCase => ({
  kind: 'row',
  request: (f) => ({ url: `${base}/${path}/${f[key]}${end}`, ...(payload ? { payload } : {}) }),
});
const one = { version: 1 };
const reason = { version: 1, reason: '越权' };
const note = { version: 1, note: '越权' };
const paper = { documentNumber: '越权', bookedOn: '2026-11-20', reason: '越权' };
const scheme = (end: string, payload?: object) => at('allocations', 'allocationSchemeId', end, payload);
const month = (end: string, payload?: object) => at('reconciliations', 'reconciliationId', end, payload);
const amounts = { costFen: '1', residentsFen: '0' };
const weights = { area: 100, households: 0, buildings: 0, estates: 0, classNeed: 0, gap: 0 };

export const fundingAllocationsWalk: Readonly<Record<string, WalkCase>> = {
  'funding.allocations.calculators.show': list('/calculators'),
  'funding.allocations.calculators.volumes': list('/calculators/volumes'),
  'funding.allocations.calculators.central': list('/calculators/central', {
    ...{ template: 'y2019', potFen: '1' },
    regions: [
      { id: '甲', areaCm2: '1', households: 1, buildings: 1, estates: 1, difficulty: '1', performance: '1' },
    ],
  }),
  'funding.allocations.calculators.byArea': list('/calculators/by-area', {
    ...{
      areaCm2: '1',
      ratio: '0.4',
      classes: { basic: amounts, improvement: amounts, enhancement: amounts },
    },
  }),
  'funding.allocations.calculators.byCost': list('/calculators/by-cost', {
    ...{ kind: 'county', areaCm2: '1', costFen: '1', localFen: '0' },
  }),
  'funding.allocations.calculators.lift': list('/calculators/lift', {
    floors: 4,
    households: 1,
    unsigned: 0,
  }),
  'funding.allocations.imports.list': list('/finance-imports?kind=indicator&size=200'),
  'funding.allocations.imports.show': at('finance-imports', 'financeImportId'),
  'funding.allocations.imports.commit': at('finance-imports', 'financeImportId', '/commit', one),
  'funding.allocations.imports.undo': at('finance-imports', 'financeImportId', '/undo', reason),
  'POST /api/funding/finance-imports': {
    own: '导入自己地区的文件，文件里写别的街道的按没有这个街道处理（funding-allocations.test.ts）',
  },
  'GET /api/funding/finance-imports/template.xlsx': list('/finance-imports/template.xlsx?kind=voucher'),
  'funding.allocations.indicators.list': list('/indicators?size=200'),
  'funding.allocations.indicators.show': at('indicators', 'indicatorSourceId'),
  'funding.allocations.indicators.carry': at('indicators', 'indicatorSourceId', '/carry', {
    ...{ ...paper, toYear: 2027 },
  }),
  'funding.allocations.indicators.recall': at('indicators', 'indicatorSourceId', '/recall', {
    ...{ ...paper, kind: 'recall', amountFen: '1' },
  }),
  'GET /api/funding/indicators.xlsx': list('/indicators.xlsx'),
  'funding.allocations.vouchers.list': list('/treasury-vouchers?size=200'),
  'funding.allocations.vouchers.show': at('treasury-vouchers', 'treasuryVoucherId'),
  'funding.allocations.vouchers.book': at('treasury-vouchers', 'treasuryVoucherId', '/book', one),
  'funding.allocations.vouchers.setAside': at('treasury-vouchers', 'treasuryVoucherId', '/set-aside', note),
  'funding.allocations.vouchers.reopen': at('treasury-vouchers', 'treasuryVoucherId', '/reopen', note),
  'GET /api/funding/treasury-vouchers.xlsx': list('/treasury-vouchers.xlsx'),
  'funding.allocations.schemes.list': list('/allocations?size=200'),
  'funding.allocations.schemes.choices': list('/allocations/choices'),
  'funding.allocations.schemes.show': scheme(''),
  'funding.allocations.schemes.create': {
    kind: 'row',
    request: (f) => ({
      url: `${base}/allocations`,
      payload: { title: '越权', sourceIds: [f.indicatorSourceId], projectIds: [randomUUID()] },
    }),
  },
  'funding.allocations.schemes.propose': scheme('/propose', { version: 1, weights }),
  'funding.allocations.schemes.adjust': {
    kind: 'row',
    request: (f) => ({
      url: `${base}/allocations/${f.allocationSchemeId}/lines`,
      payload: {
        ...{ version: 1, sourceId: f.indicatorSourceId, projectId: randomUUID(), estateId: randomUUID() },
        ...{ item: 'roof', amountFen: '1', reason: '越权' },
      },
    }),
  },
  'funding.allocations.schemes.submit': scheme('/submit', one),
  'funding.allocations.schemes.sendBack': scheme('/send-back', reason),
  'funding.allocations.schemes.approve': scheme('/approve', { version: 1, approvalNumber: '越权' }),
  'funding.allocations.schemes.revoke': scheme('/revoke', reason),
  'funding.allocations.schemes.publish': scheme('/publish', one),
  'funding.allocations.schemes.withdraw': scheme('/withdraw', reason),
  'GET /api/funding/allocations/:id/notice.docx': scheme('/notice.docx'),
  'GET /api/funding/allocations/:id/lines.xlsx': scheme('/lines.xlsx'),
  'funding.allocations.reconciliations.accounts': list('/accounts'),
  'funding.allocations.reconciliations.saveAccount': {
    kind: 'row',
    request: (f) => ({
      url: `${base}/accounts`,
      payload: { id: f.accountId, version: 1, title: '越权', subChannels: ['landSale'] },
    }),
  },
  'funding.allocations.reconciliations.list': list('/reconciliations?size=200'),
  'funding.allocations.reconciliations.show': month(''),
  'funding.allocations.reconciliations.match': month('/match', {
    ...{ version: 1, lineId: randomUUID(), postingId: null },
  }),
  'funding.allocations.reconciliations.explain': month('/explain', {
    ...{ version: 1, side: 'opening', ref: 'opening', kind: 'timing', note: '越权' },
  }),
  'funding.allocations.reconciliations.prepare': month('/prepare', one),
  'funding.allocations.reconciliations.sendBack': month('/send-back', reason),
  'funding.allocations.reconciliations.sign': month('/sign', one),
  'funding.allocations.reconciliations.remove': month('/remove', reason),
  'POST /api/funding/reconciliations': {
    kind: 'row',
    request: (f) => ({
      url: `${base}/reconciliations?accountId=${f.accountId}&month=2026-10`,
      upload: '对账单.csv',
    }),
  },
  'GET /api/funding/reconciliations/:id/reconciliation.xlsx': month('/reconciliation.xlsx'),
};

export async function makeFundingAllocationsFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingAllocationsFixtures> {
  const now = app.services.clock.now();
  const regionCode = '371503001';
  const { grantSource } = await import('#modules/funding/server/ledger/post.ts');
  const { sourceId } = await withLedger(app.services.db, now, (ctx) =>
    grantSource(ctx, grantOrder({ regionCode, title: marker })),
  );
  const id = {
    ...{ financeImportId: randomUUID(), treasuryVoucherId: randomUUID(), allocationSchemeId: randomUUID() },
    ...{ accountId: randomUUID(), reconciliationId: randomUUID() },
  };
  const made = { createdBy: marker, createdAt: now };
  await inScope(app.services.db, everyRegion, async (tx) => {
    const bytes = { sha256: 'a'.repeat(64), sizeBytes: 1 };
    const file = await app.services.files.record(tx, bytes, {
      ...{
        name: marker,
        mediaType: 'text/csv',
        purpose: 'funding.voucher',
        regionCode,
        createdBy: null,
        now,
      },
    });
    const of = { regionCode, fileId: file.id, fileName: marker, fileHash: bytes.sha256, ...made };
    await tx
      .insertInto('fundingFinanceImport')
      .values({ ...of, id: id.financeImportId, kind: 'indicator', defaults: '{}', state: 'checked' })
      .execute();
    await tx
      .insertInto('fundingTreasuryVoucher')
      .values({
        ...{
          id: id.treasuryVoucherId,
          regionCode,
          importId: id.financeImportId,
          cell: 'A1',
          kind: 'receipt',
        },
        ...{ number: marker, day: '2026-11-01', amountFen: 1n, payee: '', payer: '', summary: marker },
        ...{ state: 'open', createdAt: now },
      })
      .execute();
    await tx
      .insertInto('fundingAllocation')
      .values({
        ...{ id: id.allocationSchemeId, regionCode, code: `ZJ-${id.allocationSchemeId}`, title: marker },
        ...{ state: 'draft', weights: '{}', policyVersion: '', ...made },
      })
      .execute();
    await tx
      .insertInto('fundingAccount')
      .values({
        id: id.accountId,
        regionCode,
        title: marker,
        bank: '',
        tail: '',
        subChannels: ['city'],
        ...made,
      })
      .execute();
    await tx
      .insertInto('fundingReconciliation')
      .values({
        ...{
          id: id.reconciliationId,
          accountId: id.accountId,
          month: '2026-09',
          openingFen: 0n,
          closingFen: 0n,
        },
        ...{ ...of, state: 'open' },
      })
      .execute();
  });
  return { ...id, indicatorSourceId: sourceId };
}
