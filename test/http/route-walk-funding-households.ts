import { randomUUID } from 'node:crypto';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { TestApp } from '#test/support/app.ts';
import { collectionBody, insertHouses, issueHouses, statementXlsx } from '#test/support/households.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A collection of 振兴街道 with a bill, a relief, a refund, a receipt, a statement and a drawdown. */
export type FundingHouseholdsFixtures = {
  readonly hhEstateId: string;
  readonly hhCollectionId: string;
  readonly hhBillId: string;
  readonly hhFileId: string;
  readonly hhReliefId: string;
  readonly hhRefundId: string;
  readonly hhReceiptId: string;
  readonly hhStatementId: string;
  readonly hhLineId: string;
};
type F = FundingHouseholdsFixtures;

const base = '/api/funding/households';
const row = (
  request: (f: F) => { url: string; payload?: object } | { url: string; upload: string },
): WalkCase => ({
  kind: 'row',
  request,
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const collection = (f: F, tail = '') => `${base}/collections/${f.hhCollectionId}${tail}`;
const bill = (f: F, tail = '') => `${base}/bills/${f.hhBillId}${tail}`;
const decide = { version: 1, approve: true };

export const fundingHouseholdsWalk: Readonly<Record<string, WalkCase>> = {
  'funding.households.collections.list': list(`${base}/collections?size=200`),
  'funding.households.collections.setup': row((f) => ({ url: `${base}/setup?estateId=${f.hhEstateId}` })),
  'funding.households.collections.create': row((f) => ({
    url: `${base}/collections`,
    payload: collectionBody(f.hhEstateId),
  })),
  'funding.households.collections.show': row((f) => ({ url: collection(f) })),
  'funding.households.collections.edit': row((f) => {
    const { estateId: _estate, key: _key, ...values } = collectionBody(f.hhEstateId);
    return { url: collection(f), payload: { ...values, version: 2 } };
  }),
  'funding.households.collections.issue': row((f) => ({
    url: collection(f, '/issue'),
    payload: {
      version: 2,
      basis: { kind: 'agreement', title: '越权', signedOn: '2026-11-01', fileId: f.hhFileId },
      instalments: [{ dueOn: '2026-12-31', share: '1' }],
    },
  })),
  'funding.households.collections.end': row((f) => ({
    url: collection(f, '/end'),
    payload: { version: 2, reason: '越权' },
  })),
  'funding.households.collections.pledgesFromWishes': row((f) => ({
    url: collection(f, '/pledges'),
    payload: {},
  })),
  'funding.households.bills.list': row((f) => ({ url: collection(f, '/bills') })),
  'funding.households.bills.find': list(`${base}/bills?estateId=${randomUUID()}&search=1`),
  'funding.households.bills.show': row((f) => ({ url: bill(f) })),
  'funding.households.bills.pledge': row((f) => ({
    url: bill(f, '/pledge'),
    payload: { version: 1, amountFen: '1', source: 'wish', signedOn: '2026-11-01' },
  })),
  'funding.households.bills.receive': row((f) => ({
    url: bill(f, '/receipts'),
    payload: {
      key: randomUUID(),
      amountFen: '1',
      receivedOn: '2026-11-20',
      way: 'cash',
      payer: '甲',
      voucher: '1',
    },
  })),
  'funding.households.bills.void': row((f) => ({
    url: `${base}/receipts/${f.hhReceiptId}/void`,
    payload: { reason: '越权' },
  })),
  'funding.households.reliefs.list': list(`${base}/reliefs?open=false&size=200`),
  'funding.households.reliefs.propose': row((f) => ({
    url: bill(f, '/reliefs'),
    payload: { kind: 'hardship', amountFen: '1', subChannel: 'district', reason: '越权', fileId: f.hhFileId },
  })),
  'funding.households.reliefs.decide': row((f) => ({
    url: `${base}/reliefs/${f.hhReliefId}/decide`,
    payload: decide,
  })),
  'funding.households.refunds.list': list(`${base}/refunds?open=false&size=200`),
  'funding.households.refunds.propose': row((f) => ({
    url: bill(f, '/refunds'),
    payload: { amountFen: '1', reason: '越权' },
  })),
  'funding.households.refunds.decide': row((f) => ({
    url: `${base}/refunds/${f.hhRefundId}/decide`,
    payload: decide,
  })),
  'funding.households.refunds.pay': row((f) => ({
    url: `${base}/refunds/${f.hhRefundId}/pay`,
    payload: { version: 1, paidOn: '2026-11-20', voucher: '1' },
  })),
  'funding.households.reminders.list': row((f) => ({ url: collection(f, '/reminders') })),
  'funding.households.reminders.remind': row((f) => ({
    url: collection(f, '/reminders'),
    payload: { batchId: randomUUID(), way: 'door', remindedOn: '2026-11-20' },
  })),
  'funding.households.bank.list': list(`${base}/statements?size=200`),
  'funding.households.bank.show': row((f) => ({ url: `${base}/statements/${f.hhStatementId}` })),
  'funding.households.bank.lines': row((f) => ({ url: `${base}/statements/${f.hhStatementId}/lines` })),
  'funding.households.bank.commit': row((f) => ({
    url: `${base}/statements/${f.hhStatementId}/commit`,
    payload: { version: 2 },
  })),
  'funding.households.bank.undo': row((f) => ({
    url: `${base}/statements/${f.hhStatementId}/undo`,
    payload: { version: 2, reason: '越权' },
  })),
  'funding.households.bank.match': row((f) => ({
    url: `${base}/statement-lines/${f.hhLineId}/match`,
    payload: { version: 1, parts: [{ billId: f.hhBillId, amountFen: '1' }] },
  })),
  'funding.households.bank.takeBack': row((f) => ({
    url: `${base}/statement-lines/${f.hhLineId}/take-back`,
    payload: { version: 1 },
  })),
  'funding.households.bank.ignore': row((f) => ({
    url: `${base}/statement-lines/${f.hhLineId}/ignore`,
    payload: { version: 1, reason: '越权' },
  })),
  'funding.households.fund.show': row((f) => ({ url: `${base}/fund?estateId=${f.hhEstateId}` })),
  'funding.households.fund.drawdowns': list(`${base}/drawdowns?size=200`),
  'funding.households.fund.propose': row((f) => ({
    url: `${base}/drawdowns`,
    payload: {
      ...{ key: randomUUID(), estateId: f.hhEstateId, title: '越权', item: 'roof', amountFen: '1' },
      ...{ voteId: f.hhFileId, matterId: 'm1' },
    },
  })),
  'funding.households.fund.decide': row((f) => ({
    url: `${base}/drawdowns/${f.hhFileId}/decide`,
    payload: decide,
  })),
  'POST /api/funding/households/files': row((f) => ({
    url: `${base}/files?estateId=${f.hhEstateId}`,
    upload: 'a.pdf',
  })),
  'GET /api/funding/households/files/:id': row((f) => ({ url: `${base}/files/${f.hhFileId}` })),
  'POST /api/funding/households/collections/:id/agreement': row((f) => ({
    url: collection(f, `/agreement?version=2&fileId=${f.hhFileId}`),
    upload: '约定.csv',
  })),
  'POST /api/funding/households/statements': row((f) => ({
    url: `${base}/statements?estateId=${f.hhEstateId}`,
    upload: '流水.csv',
  })),
  'POST /api/funding/households/fund-balances': row((f) => ({
    url: `${base}/fund-balances?estateId=${f.hhEstateId}&asOf=2026-11-01`,
    upload: '余额.csv',
  })),
  'GET /api/funding/households/collections.xlsx': list(`${base}/collections.xlsx`),
  'GET /api/funding/households/collections/:id/bills.xlsx': row((f) => ({
    url: collection(f, '/bills.xlsx'),
  })),
  'GET /api/funding/households/collections/:id/bank-file': row((f) => ({ url: collection(f, '/bank-file') })),
  'GET /api/funding/households/collections/:id/papers/:paper': row((f) => ({
    url: collection(f, '/papers/bills'),
  })),
  'GET /api/funding/households/receipts/:id/receipt.docx': row((f) => ({
    url: `${base}/receipts/${f.hhReceiptId}/receipt.docx`,
  })),
};

export async function makeFundingHouseholdsFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingHouseholdsFixtures> {
  const clerk = await app.person(['subdistrictClerk'], '371503001');
  const estate = await insertHouses(app, 1, { name: `${marker}出资小区` });
  const idOf = async (answer: Promise<{ body: unknown }>) => ((await answer).body as { id: string }).id;
  const { id, bills } = await issueHouses(app, clerk, estate, { title: marker });
  const bill = `${base}/bills/${bills[0]?.id}`;
  const hhFileId = await idOf(
    clerk.upload(`${base}/files?estateId=${estate.id}`, `${marker}.pdf`, Buffer.from('%PDF')),
  );
  const money = { receivedOn: '2026-11-20', way: 'cash', payer: marker, voucher: marker };
  const hhReceiptId = await idOf(
    clerk.post(`${bill}/receipts`, { key: randomUUID(), amountFen: '500', ...money }),
  );
  const hhReliefId = await idOf(
    clerk.post(`${bill}/reliefs`, {
      ...{ kind: 'hardship', amountFen: '5', subChannel: 'district', reason: marker, fileId: hhFileId },
    }),
  );
  const hhRefundId = await idOf(clerk.post(`${bill}/refunds`, { amountFen: '1', reason: marker }));
  const hhStatementId = await idOf(
    clerk.upload(
      `${base}/statements?estateId=${estate.id}`,
      `${marker}.xlsx`,
      await statementXlsx([{ in: '1.00' }]),
    ),
  );
  const hhLineId = randomUUID();
  await inScope(app.services.db, everyRegion, (tx) =>
    tx
      .insertInto('fundingStatementLine')
      .values({
        ...{
          id: hhLineId,
          statementId: hhStatementId,
          estateId: estate.id,
          regionCode: estate.region,
          seq: 0,
        },
        ...{ sheet: '明细', row: 2, mark: Buffer.from(hhLineId), bookedOn: '2026-11-20', direction: 'in' },
        ...{
          amountFen: 100n,
          payerSealed: Buffer.from(''),
          payerMasked: marker,
          accountMasked: '',
          match: 'none',
        },
        ...{ memoSealed: Buffer.from(''), memoMasked: marker, state: 'open' },
      })
      .execute(),
  );
  return {
    ...{ hhEstateId: estate.id, hhCollectionId: id, hhBillId: bills[0]?.id ?? '', hhFileId },
    ...{ hhReliefId, hhRefundId, hhReceiptId, hhStatementId, hhLineId },
  };
}
