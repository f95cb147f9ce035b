import { keyOf, placeOf } from './cast.ts';
import { type Loading, listed } from './steps.ts';

type Collection = {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly title: string;
};
type Bill = {
  readonly id: string;
  readonly shareFen: string;
  readonly netFen: string;
};
type Setup = { readonly passed: readonly { readonly voteId: string; readonly matterId: string }[] };

const path = '/funding/households';
const title = '停车棚与公共照明居民出资（演示）';

const collections = async (loading: Loading) => {
  const { id, clerk } = await placeOf(loading, 'passed');
  const all = await listed<Collection>(clerk, `${path}/collections?estateId=${id}`);
  return all.find((one) => one.title === title);
};

/** What residents owe for two items, divided by area, due on the strength of the vote that passed. */
export async function collect(loading: Loading): Promise<void> {
  const { id: estateId, clerk } = await placeOf(loading, 'passed');
  const { passed } = await clerk.get<Setup>(`${path}/setup?estateId=${estateId}`);
  const [vote] = passed;
  if (!vote) return;
  let collection = await collections(loading);
  collection ??= {
    ...{ title, state: 'draft' },
    ...(await clerk.post<Collection>(`${path}/collections`, {
      ...{ estateId, key: keyOf('collection', estateId), title, items: ['bicycleSheds', 'lighting'] },
      ...{ totalFen: '12000000', amountBasis: '方案概算中居民承担的部分（虚构）', method: 'area' },
      payee: { name: '演示归集专户', account: '0000 0000 0000 0000', bank: '演示银行', note: '' },
    })),
  };
  if (collection.state !== 'draft') return;
  const today = Temporal.PlainDate.from(loading.walk.clock.today());
  await clerk.post(`${path}/collections/${collection.id}/issue`, {
    version: collection.version,
    basis: { kind: 'vote', voteId: vote.voteId, matterId: vote.matterId },
    instalments: [
      { dueOn: today.add({ days: 9 }).toString(), share: '0.5' },
      { dueOn: today.add({ days: 100 }).toString(), share: '0.5' },
    ],
  });
}

/** Two doors in three pay at the desk: their first instalment, one in four all of it. */
export async function takePayments(loading: Loading): Promise<void> {
  const collection = await collections(loading);
  if (!collection || collection.state === 'draft') return;
  const { clerk } = await placeOf(loading, 'passed');
  const bills = await listed<Bill>(clerk, `${path}/collections/${collection.id}/bills`);
  for (const [n, bill] of bills.entries()) {
    if (n % 3 === 2 || bill.netFen !== '0') continue;
    const amount = n % 4 === 0 ? BigInt(bill.shareFen) : BigInt(bill.shareFen) / 2n;
    await clerk.post(`${path}/bills/${bill.id}/receipts`, {
      ...{ key: keyOf('receipt', bill.id), amountFen: String(amount), way: 'cash' },
      ...{ receivedOn: loading.walk.clock.today(), payer: '演示住户', voucher: `演示收款-${n + 1}` },
    });
  }
}
