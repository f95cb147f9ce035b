import { sql } from 'kysely';
import type { Ctx } from '#platform/http/context.ts';
import { paymentKindNames, yuanText } from '../../domain/ledger/words.ts';
import { type PaymentState, paymentStateNames } from '../../domain/payments/payment-steps.ts';
import type { ChainLink, ChainSubject, Step, Use } from './chain-subject.query.ts';
import { cashFlows, seesWhole, traceOf } from './flows.query.ts';

function stateWords(subject: ChainSubject): string {
  if (subject.paidFen === subject.amountFen) return paymentStateNames.paid;
  return subject.state ? paymentStateNames[subject.state as PaymentState] : '';
}

/** The request with everybody who had it in hand. */
export async function requestStep(ctx: Ctx, subject: ChainSubject): Promise<Step> {
  if (!subject.paymentId)
    return {
      step: 'request',
      links: [],
      remark: '',
      gaps: ['没有找到用款申请：这笔授权不是由用款申请而来。'],
    };
  const steps = await ctx.tx
    .selectFrom('fundingPaymentStep')
    .select(['actorName', 'step', 'note'])
    .where('paymentId', '=', subject.paymentId)
    .orderBy('id')
    .execute();
  const hands = steps.filter((one) => one.step === 'check' || one.step === 'authorise');
  return {
    step: 'request',
    remark: '',
    links: [
      {
        key: subject.paymentId,
        number: subject.number ?? '',
        title: `${paymentKindNames[subject.kind]}申请`,
        day: subject.requestedOn,
        amountFen: String(subject.amountFen),
        by: [...new Set([subject.requestedBy, ...hands.map((one) => one.actorName)])].join(' → '),
        path: `/funding/payments/${subject.paymentId}`,
        note: stateWords(subject),
      },
    ],
    gaps: [],
  };
}

export async function authorisationStep(ctx: Ctx, subject: ChainSubject): Promise<Step> {
  const row = subject.authorisationId
    ? await ctx.tx
        .selectFrom('fundingAuthorisation')
        .selectAll()
        .where('id', '=', subject.authorisationId)
        .executeTakeFirst()
    : undefined;
  if (!row)
    return { step: 'authorisation', links: [], remark: '', gaps: ['没有找到支付授权：申请还没有办到授权。'] };
  return {
    step: 'authorisation',
    remark: '',
    links: [
      {
        ...{ key: row.id, number: '', title: `授权支付${paymentKindNames[subject.kind]}`, day: row.bookedOn },
        ...{ amountFen: String(row.amountFen), by: row.byName, note: `收款单位：${row.payee}` },
        path: subject.paymentId ? `/funding/payments/${subject.paymentId}` : null,
      },
    ],
    gaps: row.reversedAt ? ['这笔授权已经冲正。'] : [],
  };
}

/** What the bank paid on the authorisation; a violation of it too. */
export async function voucherStep(ctx: Ctx, subject: ChainSubject): Promise<Step> {
  const { rows } = await sql<ChainLink & { kind: string; file: boolean }>`
    select p.id as key, p.document_number as number, p.party as title, coalesce(p.document_on, p.booked_on) as day,
      p.amount_fen::text as "amountFen", p.by_name as by, p.kind, p.file_id is not null as file
    from funding_posting p where p.authorisation_id = ${subject.authorisationId}::uuid and p.kind in ('paid', 'violation')
      and not exists (select from funding_posting r where r.reverses_id = p.id) order by p.id`.execute(
    ctx.tx,
  );
  const open = subject.amountFen - subject.paidFen;
  const gaps = rows
    .filter((one) => one.kind === 'violation')
    .map((one) => `凭证“${one.number}”不合授权，列为违规事项。`);
  if (rows.length === 0) gaps.push('没有找到银行凭证：还没有支付。');
  else if (open > 0n) gaps.push(`没有找到其余的银行凭证：还有 ${yuanText(open)} 元没有支付。`);
  for (const one of rows.filter((row) => !row.file)) gaps.push(`凭证“${one.number}”没有附凭证影像。`);
  return {
    step: 'voucher',
    remark: '',
    links: rows.map(({ kind, file, title, ...one }) => {
      const amountFen = kind === 'violation' ? one.amountFen : String(paidOf(one.amountFen));
      const note = kind === 'violation' ? '违规支付' : '';
      return { ...one, title: `付给${title}`, amountFen, path: `/funding/postings/${one.key}`, note };
    }),
    gaps,
  };
}

/** A payment stands in two books at once, so that its posting's sum is twice what was paid. */
const paidOf = (postingFen: string | null): bigint => BigInt(postingFen ?? '0') / 2n;

/** The documents the money came by. */
export async function sourceStep(ctx: Ctx, uses: readonly Use[]): Promise<Step> {
  const ids = [...new Set(uses.flatMap((one) => one.sourceId ?? []))];
  const rows = ids.length
    ? await ctx.tx
        .selectFrom('fundingSource')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('documentNumber')
        .execute()
    : [];
  const gaps = rows
    .filter((one) => !one.documentFileId)
    .map((one) => `来源“${one.documentNumber}”没有附文件原件。`);
  if (ids.length === 0) gaps.push('没有找到来源：申请还没有指定用款来源。');
  const granted = await sql<{ id: string; day: string; fen: string }>`
    select p.source_id as id, min(p.booked_on) as day, (select (-t.balance_fen)::text from funding_total t
      where t.source_id = p.source_id and t.account = 'origin') as fen
    from funding_posting p where p.kind = 'grant' and p.source_id = any(${ids}::uuid[]) group by 1`.execute(
    ctx.tx,
  );
  const grantOf = new Map(granted.rows.map((one) => [one.id, one]));
  return {
    step: 'source',
    remark: '',
    links: rows.map((one) => ({
      ...{ key: one.id, number: one.documentNumber, title: one.title, by: one.createdBy },
      day: grantOf.get(one.id)?.day ?? null,
      amountFen: grantOf.get(one.id)?.fen ?? null,
      path: seesWhole(ctx, one.regionCode) ? `/funding/chain/source/${one.id}` : `/funding/sources/${one.id}`,
      note: `${one.budgetYear} 年度`,
    })),
    gaps,
  };
}

/** The receipts whose fen were paid out here, first in first out. */
export async function receiptStep(ctx: Ctx, subject: ChainSubject, uses: readonly Use[]): Promise<Step> {
  const links: ChainLink[] = [];
  const gaps: string[] = [];
  for (const id of new Set(uses.flatMap((one) => one.sourceId ?? []))) {
    const source = await ctx.tx
      .selectFrom('fundingSource')
      .select(['documentNumber', 'regionCode'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!source || !seesWhole(ctx, source.regionCode)) {
      gaps.push(`来源“${source?.documentNumber ?? '—'}”由上级掌管，收款凭证由上级查看。`);
      continue;
    }
    const flows = await cashFlows(ctx.tx, id);
    const here = new Set(
      flows.filter((one) => one.authorisationId === subject.authorisationId).map((one) => one.id),
    );
    if (subject.authorisationId === null || here.size === 0) {
      gaps.push(`来源“${source.documentNumber}”还没有为此支付，支付后写明用的是哪笔收款。`);
      continue;
    }
    for (const link of traceOf(flows).links.filter((one) => here.has(one.use))) {
      const receipt = flows.find((one) => one.id === link.receipt);
      const use = flows.find((one) => one.id === link.use);
      if (!receipt || !use) continue;
      links.push({
        ...{ key: `${receipt.id}:${use.id}`, number: receipt.number, day: receipt.day, by: receipt.by },
        title: `${receipt.party}拨入（${source.documentNumber}）`,
        amountFen: String(link.amountFen),
        path: `/funding/chain/source/${id}`,
        note: `用于凭证“${use.number}”，这笔收款共 ${yuanText(receipt.amountFen)} 元`,
      });
    }
  }
  return { step: 'receipt', links, gaps, remark: '' };
}
