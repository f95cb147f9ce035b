import { recordPaid } from '#modules/funding/server/ledger/post.ts';
import type { TestApp } from '#test/support/app.ts';
import { fundedSource, insertProject, withLedger } from '#test/support/ledger.ts';
import type { WalkCase } from './route-walk-cases.ts';

export type FundingLedgerFixtures = Readonly<{
  ledgerSourceId: string;
  ledgerPostingId: string;
  ledgerCaseId: string;
  ledgerProjectId: string;
  ledgerEstateId: string;
}>;

const base = '/api/funding/ledger';
type Request = Extract<WalkCase, { kind: string }>['request'];
const row = (request: Request): WalkCase => ({ kind: 'row', request });
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const bookedOn = '2026-11-10';

export const fundingLedgerWalk: Readonly<Record<string, WalkCase>> = {
  'funding.ledger.sources': list(`${base}/sources?size=200`),
  'funding.ledger.choices': list(`${base}/choices`),
  'funding.ledger.source': row((f) => ({ url: `${base}/sources/${f.ledgerSourceId}` })),
  'funding.ledger.statement': row((f) => ({ url: `${base}/sources/${f.ledgerSourceId}/statement` })),
  'funding.ledger.trace': row((f) => ({ url: `${base}/sources/${f.ledgerSourceId}/trace` })),
  'funding.ledger.grant': row((f) => ({
    url: `${base}/sources`,
    payload: {
      ...{
        regionCode: '371503001',
        channel: 'fiscal',
        subChannel: 'district',
        title: '越权',
        documentNumber: 'X1',
      },
      ...{ classes: ['basic'], budgetYear: 2026, carry: false, cash: true, amountFen: '100', bookedOn },
      estates: [f.ledgerEstateId],
    },
  })),
  'funding.ledger.change': row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/change`,
    payload: { kind: 'recall', amountFen: '1', bookedOn, reason: '越权收回' },
  })),
  'funding.ledger.carry': row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/carry`,
    payload: { toYear: 2027, bookedOn, reason: '越权结转' },
  })),
  'funding.ledger.receive': row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/receive`,
    payload: { amountFen: '1', bookedOn, voucherNumber: 'X', payer: '某人' },
  })),
  'funding.ledger.arrange': row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/arrange`,
    payload: {
      ...{ bookedOn, reason: '越权安排' },
      lines: [{ projectId: f.ledgerProjectId, estateId: f.ledgerEstateId, item: 'roof', amountFen: '1' }],
    },
  })),
  'funding.ledger.inKind': row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/in-kind`,
    payload: {
      ...{ projectId: f.ledgerProjectId, estateId: f.ledgerEstateId, item: 'roof', amountFen: '1', bookedOn },
      ...{ description: '越权登记', evidenceFileId: f.ledgerPostingId },
    },
  })),
  'funding.ledger.inKinds': row((f) => ({ url: `${base}/sources/${f.ledgerSourceId}/in-kind` })),
  'funding.ledger.postings': list(`${base}/postings?size=200`),
  'funding.ledger.posting': row((f) => ({ url: `${base}/postings/${f.ledgerPostingId}` })),
  'funding.ledger.reverse': row((f) => ({
    url: `${base}/postings/${f.ledgerPostingId}/reverse`,
    payload: { bookedOn, reason: '越权冲正' },
  })),
  'funding.ledger.periods': list(`${base}/periods`),
  'funding.ledger.close': row(() => ({ url: `${base}/periods/close`, payload: { month: '2026-10' } })),
  'funding.ledger.cases': list(`${base}/cases?size=200`),
  'funding.ledger.resolve': row((f) => ({
    url: `${base}/cases/${f.ledgerCaseId}/resolve`,
    payload: { how: 'explained', bookedOn, resolution: '越权了结' },
  })),
  [`GET ${base}/sources/export`]: list(`${base}/sources/export`),
  [`GET ${base}/sources/:id/statement/export`]: row((f) => ({
    url: `${base}/sources/${f.ledgerSourceId}/statement/export`,
  })),
};

/** A source of 振兴街道 with its money, and a payment nobody authorised. */
export async function makeFundingLedgerFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingLedgerFixtures> {
  const now = app.services.clock.now();
  const { projectId, estateIds } = await insertProject(app.services.db, { now });
  return withLedger(
    app.services.db,
    now,
    async (ctx) => {
      const sourceId = await fundedSource(ctx, { regionCode: '371503001', title: marker });
      const paid = await recordPaid(ctx, {
        ...{ authorisationId: null, sourceId, amountFen: 5n, bookedOn, voucherNumber: marker, fileId: null },
        payee: marker,
      });
      return {
        ledgerSourceId: sourceId,
        ledgerPostingId: paid.postingId,
        ledgerCaseId: paid.caseId ?? '',
        ledgerProjectId: projectId,
        ledgerEstateId: estateIds[0] ?? '',
      };
    },
    '371503001',
  );
}
