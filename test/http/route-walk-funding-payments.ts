import { randomUUID } from 'node:crypto';
import type { TestApp } from '#test/support/app.ts';
import { bodyOf, makeWorks, measured, signed } from '#test/support/works.ts';
import type { WalkCase } from './route-walk-cases.ts';

/** A drafted request of 振兴街道 with the marker in its note and in its contract's title. */
export type FundingPaymentsFixtures = {
  readonly paymentId: string;
  readonly paymentContractId: string;
  readonly paymentEstateId: string;
};

type F = FundingPaymentsFixtures;
const row = (url: (f: F) => string, payload?: (f: F) => object): WalkCase => ({
  kind: 'row',
  request: (f) => (payload ? { url: url(f), payload: payload(f) } : { url: url(f) }),
});
const list = (url: string): WalkCase => ({ kind: 'list', request: () => ({ url }) });
const base = '/api/funding/payments';
const one = (f: F, end = '') => `${base}/${f.paymentId}${end}`;
const draft = (f: F) => ({
  kind: 'progress',
  lines: [{ estateId: f.paymentEstateId, item: 'road', amountFen: '1' }],
});

export const fundingPaymentsWalk: Readonly<Record<string, WalkCase>> = {
  'funding.payments.list': list(`${base}?size=200`),
  'funding.payments.show': row((f) => one(f)),
  'funding.payments.basis': row((f) => `/api/funding/contracts/${f.paymentContractId}/payable`),
  'funding.payments.create': row(
    () => base,
    (f) => ({ contractId: f.paymentContractId, ...draft(f) }),
  ),
  'funding.payments.edit': row(one, (f) => ({ version: 1, ...draft(f) })),
  'funding.payments.assign': row(
    (f) => one(f, '/sources'),
    () => ({ version: 1, lines: [] }),
  ),
  'funding.payments.detach': row(
    (f) => one(f, '/papers/remove'),
    () => ({ version: 1, paper: 'invoice', fileId: randomUUID() }),
  ),
  'funding.payments.take': row(
    (f) => one(f, '/steps'),
    () => ({ version: 1, step: 'withdraw', note: '越权' }),
  ),
  'POST /api/funding/payment-papers': {
    kind: 'row',
    request: (f) => ({
      url: `/api/funding/payment-papers?id=${f.paymentId}&paper=invoice`,
      upload: '越权.pdf',
    }),
  },
  [`GET ${base}/:id/order.docx`]: row((f) => one(f, '/order.docx')),
  [`GET ${base}.xlsx`]: list(`${base}.xlsx`),
};

export async function makeFundingPaymentsFixtures(
  app: TestApp,
  marker: string,
): Promise<FundingPaymentsFixtures> {
  const course = await makeWorks(app);
  const paymentContractId = await signed(course, { title: marker });
  await measured(course, paymentContractId, { road: '10' });
  const made = await course.crew.firm.post(base, {
    contractId: paymentContractId,
    note: marker,
    ...draft({ paymentId: '', paymentContractId, paymentEstateId: course.estateId }),
  });
  return { paymentId: bodyOf(made).id, paymentContractId, paymentEstateId: course.estateId };
}
