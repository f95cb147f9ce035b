import { type SqlBool, sql } from 'kysely';
import { estateHead } from '#modules/survey/index.ts';
import { containing } from '#platform/database/containing.ts';
import type { Ctx } from '#platform/http/context.ts';
import { byCodePoint } from '#shared/code-point-order.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { instalmentsOf } from '../../domain/household/instalments.ts';
import { type BillState, methodNames } from '../../domain/household/words.ts';
import { presentBill } from './present.ts';
import { presentReceipt } from './receipts.ts';
import { refundsOf } from './refunds.ts';
import { reliefsOf } from './reliefs.ts';
import { remindersOf } from './reminders.ts';
import {
  type BillRow,
  type CollectionRow,
  collectionOf,
  findBill,
  findCollection,
  netOf,
  placeOf,
  type Why,
} from './rows.ts';

export type BillQuery = {
  readonly search?: string | undefined;
  readonly building?: string | undefined;
  readonly state?: BillState | undefined;
  readonly sort: 'place' | 'share' | 'left' | 'overdue';
  readonly descending: boolean;
};

const matching = (text: string) => {
  const part = containing(text);
  const plain = containing(text.replace(/[\s-]/g, ''));
  return sql<SqlBool>`(building || entrance || room ilike ${part} or number ilike ${plain} or owner_masked ilike ${part})`;
};

/** The bills of a collection as searched, filtered and sorted; whole, for exports and papers. */
export async function billsOf(ctx: Pick<Ctx, 'tx' | 'today'>, of: CollectionRow, input: BillQuery) {
  let query = ctx.tx.selectFrom('fundingBill').selectAll().where('collectionId', '=', of.id);
  if (input.building) query = query.where('building', '=', input.building);
  if (input.search) query = query.where(matching(input.search));
  const rows = (await query.orderBy('position').execute())
    .map((row) => presentBill(row, of.instalments, ctx.today))
    .filter((row) => input.state === undefined || row.state === input.state);
  const key = { share: 'shareFen', left: 'leftFen', overdue: 'overdueFen' } as const;
  if (input.sort !== 'place') {
    const field = key[input.sort];
    rows.sort((a, b) => {
      const gap = BigInt(a[field]) - BigInt(b[field]);
      return gap === 0n ? byCodePoint(a.id, b.id) : gap < 0n ? -1 : 1;
    });
  }
  return input.descending ? rows.reverse() : rows;
}

export async function listBills(ctx: Ctx, input: BillQuery & { id: string; page: number; size: number }) {
  const rows = await billsOf(ctx, await findCollection(ctx.tx, input.id), input);
  const from = (input.page - 1) * input.size;
  return { total: rows.length, items: rows.slice(from, from + input.size) };
}

/** At most twenty issued bills of an estate that fit what was typed, for the desk. */
export async function findBills(ctx: Ctx, input: { estateId: string; search: string }) {
  const rows = await ctx.tx
    .selectFrom('fundingBill')
    .selectAll()
    .where('estateId', '=', input.estateId)
    .where('dueFen', 'is not', null)
    .where(matching(input.search))
    .orderBy('collectionId')
    .orderBy('position')
    .limit(20)
    .execute();
  const plans = new Map<string, CollectionRow>();
  for (const id of new Set(rows.map((row) => row.collectionId)))
    plans.set(id, await findCollection(ctx.tx, id));
  return rows.map((row) => presentBill(row, plans.get(row.collectionId)?.instalments ?? [], ctx.today));
}

const m2 = (cm2: bigint | null): string => (cm2 === null ? '未登记' : `${Number(cm2) / 10_000} ㎡`);

/** 为什么是这个数: from the total to this part, every step with its basis. */
export function whyOf(row: BillRow, of: CollectionRow, weights: { sum: string; parts: number }): Why[] {
  const { article, note, unverified } = of.methodBasis;
  const basis = `${article}${unverified ? '（待核）' : ''}`;
  const share: Record<CollectionRow['method'], string> = {
    area: `${yuanText(of.totalFen)} 元 × ${m2(row.areaCm2)} ÷ ${weights.sum}`,
    equal: `${yuanText(of.totalFen)} 元 ÷ ${weights.parts} 户`,
    floor: `${yuanText(of.totalFen)} 元 × 系数 ${of.coefficients?.[String(row.floor)] ?? '—'}（${row.floor} 层）× ${m2(row.areaCm2)} ÷ 各户系数与面积之积的合计`,
    agreement: `约定的表中这一户为 ${row.weight}`,
  };
  return [
    ...of.amountWhy,
    { label: '归集总额', value: `${yuanText(of.totalFen)} 元，${weights.parts} 户`, basis: of.amountBasis },
    {
      label: `分摊（${methodNames[of.method]}）`,
      value: share[of.method],
      basis: note ? `${basis}：${note}` : basis,
    },
    {
      label: '分摊额',
      value: `${yuanText(row.shareFen)} 元（不足一分的按最大余数法分配，各户合计与总额一致）`,
      basis,
    },
    ...(row.reliefFen > 0n
      ? [{ label: '减免', value: `− ${yuanText(row.reliefFen)} 元`, basis: '经两人办理，由指定渠道承担' }]
      : []),
    ...(row.dueFen === null
      ? []
      : [{ label: '应缴', value: `${yuanText(row.dueFen)} 元`, basis: '见应缴的依据' }]),
  ];
}

export async function weightsOf(ctx: Pick<Ctx, 'tx'>, of: CollectionRow) {
  const { parts, area } = await ctx.tx
    .selectFrom('fundingBill')
    .select((row) => [row.fn.countAll<bigint>().as('parts'), row.fn.sum<string>('areaCm2').as('area')])
    .where('collectionId', '=', of.id)
    .executeTakeFirstOrThrow();
  return { parts: Number(parts), sum: m2(area === null ? null : BigInt(area)) };
}

async function historyOf(ctx: Ctx, row: BillRow) {
  const lines = await ctx.tx
    .selectFrom('fundingReceipt')
    .select(['number', 'amountFen', 'createdAt', 'createdBy', 'voidedAt', 'voidedBy', 'voidReason'])
    .where('billId', '=', row.id)
    .execute();
  const collection = await findCollection(ctx.tx, row.collectionId);
  return [
    { at: collection.createdAt, by: collection.createdBy, what: '拟定分摊' },
    ...(collection.issuedAt
      ? [
          {
            at: collection.issuedAt,
            by: collection.issuedBy ?? '',
            what: `转为应缴，账单 ${row.number ?? ''}`,
          },
        ]
      : []),
    ...lines.flatMap((one) => [
      {
        at: one.createdAt,
        by: one.createdBy,
        what: `收款 ${yuanText(one.amountFen)} 元，收据 ${one.number}`,
      },
      ...(one.voidedAt
        ? [
            {
              at: one.voidedAt,
              by: one.voidedBy ?? '',
              what: `收据 ${one.number} 作废：${one.voidReason ?? ''}`,
            },
          ]
        : []),
    ]),
  ]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((one) => ({ ...one, at: one.at.toISOString() }));
}

/** One bill with everything that happened to it. */
export async function showBill(ctx: Ctx, input: { id: string }) {
  const row = await findBill(ctx.tx, input.id);
  const of = await findCollection(ctx.tx, row.collectionId);
  const estate = await estateHead(ctx.tx, { id: row.estateId });
  const receipts = await ctx.tx
    .selectFrom('fundingReceipt')
    .selectAll()
    .where('billId', '=', row.id)
    .orderBy('createdAt')
    .orderBy('number')
    .execute();
  return {
    ...presentBill(row, of.instalments, ctx.today),
    ...{ collectionTitle: of.title, estateId: row.estateId, estateName: estate?.name ?? '' },
    estateCode: estate?.code ?? '',
    instalments: instalmentsOf(row.dueFen ?? row.shareFen - row.reliefFen, netOf(row), of.instalments).map(
      (one) => ({
        ...{ dueOn: one.dueOn, amountFen: one.amountFen.toString(), paidFen: one.paidFen.toString() },
      }),
    ),
    why: whyOf(row, of, await weightsOf(ctx, of)),
    ...{ pledgedOn: row.pledgedOn, pledgeFile: row.pledgeFile },
    reliefs: await reliefsOf(ctx, { billId: row.id }),
    receipts: receipts.map(presentReceipt),
    refunds: await refundsOf(ctx, { billId: row.id }),
    reminders: (await remindersOf(ctx, { billId: row.id })).map((one) => ({ ...one, place: placeOf(row) })),
    history: await historyOf(ctx, row),
  };
}

/** Issued, unfinished bills of a collection kept for matching and reminders. */
export const issuedOf = async (ctx: Pick<Ctx, 'tx'>, estateId: string): Promise<CollectionRow[]> =>
  (
    await ctx.tx
      .selectFrom('fundingCollection')
      .selectAll()
      .where('estateId', '=', estateId)
      .where('state', '=', 'issued')
      .orderBy('createdAt')
      .execute()
  ).map(collectionOf);
