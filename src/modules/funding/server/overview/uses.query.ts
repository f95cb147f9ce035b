import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { FundingSource } from '#platform/database/tables.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { usesShape } from '../../contract-chain.ts';
import { classNames } from '../../domain/ledger/words.ts';
import { estateNames, itemNames } from '../works/names.query.ts';
import { type CashFlow, cashFlows, traceOf, wholeSource } from './flows.query.ts';
import { noteAuditorRead } from './note-read.ts';

type Uses = z.infer<typeof usesShape>;
type Source = Selectable<FundingSource>;

/** Links listed on the page. */
const listed = 2000;

export const useKinds: Readonly<Record<string, string>> = {
  paid: '支付',
  refund: '退款',
  reverse: '冲正',
  receive: '到账',
};

/** What a source's document limits it to, sentence by sentence. */
export async function earmarkWords(ctx: Ctx, source: Source): Promise<string[]> {
  const itemOf = await itemNames(ctx);
  const estates = source.estates as readonly string[] | null;
  const nameOf = await estateNames(ctx, estates ?? []);
  const classes = source.classes.map((one) => classNames[one as keyof typeof classNames]).join('、');
  const excluded = source.excludedItems.map(itemOf).join('、');
  return [
    `限用于${classes}改造内容`,
    estates ? `限用于${estates.map((id) => nameOf(id)).join('、')}` : '本区域内各小区均可使用',
    ...(excluded ? [`不得用于${excluded}`] : []),
    `${source.budgetYear} 年度预算，年末未安排的${source.carry ? '可以结转' : '不结转，收回'}`,
    source.expiresOn ? `使用期限至 ${source.expiresOn}` : '没有写明使用期限',
    ...(source.cash ? [] : ['实物或劳务投入的作价，不是资金']),
  ];
}

/** What each posting paid for, and the request it was authorised by. */
export async function purposesOf(ctx: Ctx, sourceId: string) {
  const itemOf = await itemNames(ctx);
  const { rows } = await sql<{ id: string; estates: string[]; items: string[] }>`
    select e.posting_id as id, array_agg(distinct coalesce(s.name, '其他小区')) as estates,
      array_agg(distinct c.item) as items
    from funding_entry e join funding_cell c on c.id = e.cell_id left join survey_estate s on s.id = c.estate_id
    where e.source_id = ${sourceId} and e.account = 'paid' and c.item is not null group by 1`.execute(ctx.tx);
  const requests = await sql<{ authorisationId: string; chainId: string; number: string | null }>`
    select a.id as "authorisationId", coalesce(y.id, a.id) as "chainId", y.number
    from funding_authorisation a left join funding_payment y on y.id = a.payment_id
    where exists (select from funding_authorisation_line l where l.authorisation_id = a.id and l.source_id = ${sourceId})`.execute(
    ctx.tx,
  );
  const words = new Map(
    rows.map((row) => [row.id, `${row.estates.join('、')}：${row.items.map(itemOf).join('、')}`]),
  );
  const byAuthorisation = new Map(requests.rows.map((row) => [row.authorisationId, row]));
  return (flow: CashFlow) => {
    const request = flow.authorisationId ? byAuthorisation.get(flow.authorisationId) : undefined;
    return {
      chainId: request?.chainId ?? null,
      request: request?.number ?? null,
      purpose: words.get(flow.id) ?? '—',
    };
  };
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sofar, one) => sofar + one, 0n);

export async function grantedOf(ctx: Ctx, sourceId: string): Promise<bigint> {
  const rows = await ctx.tx
    .selectFrom('fundingTotal')
    .select('balanceFen')
    .where('sourceId', '=', sourceId)
    .where('account', 'in', ['origin', 'inKindOrigin'])
    .execute();
  return -total(rows.map((row) => row.balanceFen));
}

/** Where every fen of a source went: under each receipt the payments it paid for, first in first out. */
export async function showUses(ctx: Ctx, { id }: { id: string }): Promise<Uses> {
  const source = await wholeSource(ctx, id);
  noteAuditorRead(ctx, {
    ...{ action: 'funding.overview.chain', kind: 'fundingSource', id, regionCode: source.regionCode },
  });
  const flows = await cashFlows(ctx.tx, id);
  const { links, unusedFen, uncoveredFen } = traceOf(flows);
  const tell = await purposesOf(ctx, id);
  const flowOf = new Map(flows.map((flow) => [flow.id, flow]));
  const shown = Map.groupBy(links.slice(0, listed), (link) => link.receipt);
  const spent = new Map<string, bigint>();
  for (const { receipt, amountFen } of links) spent.set(receipt, (spent.get(receipt) ?? 0n) + amountFen);
  const receipts = flows.filter(({ amountFen }) => amountFen > 0n);
  const receivedFen = total(receipts.map((one) => one.amountFen));
  return {
    ...{ id, title: source.title, documentNumber: source.documentNumber },
    earmark: await earmarkWords(ctx, source),
    grantedFen: String(await grantedOf(ctx, id)),
    receivedFen: String(receivedFen),
    usedFen: String(receivedFen - unusedFen + uncoveredFen),
    unusedFen: String(unusedFen),
    uncoveredFen: String(uncoveredFen),
    receipts: receipts.map((one) => ({
      ...{ postingId: one.id, number: one.number, day: one.day, party: one.party },
      amountFen: String(one.amountFen),
      unusedFen: String(one.amountFen - (spent.get(one.id) ?? 0n)),
      uses: (shown.get(one.id) ?? []).flatMap((link) => {
        const flow = flowOf.get(link.use);
        if (!flow) return [];
        const { chainId, purpose } = tell(flow);
        return {
          ...{ postingId: flow.id, chainId, number: flow.number, day: flow.day, party: flow.party, purpose },
          kindText: useKinds[flow.kind] ?? flow.kind,
          amountFen: String(link.amountFen),
        };
      }),
    })),
    capped: links.length > listed,
  };
}
