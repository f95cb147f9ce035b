/**
 * The ledger's writes, for every area of funding. Amounts are fen; days `YYYY-MM-DD`. Each call is one posting (or one
 * signed fact), judged and written by the database; a refusal is a Problem `funding.ledger.*` and ends the transaction.
 * Call them with what they concern in the order contract, then source: the locks they take last until commit.
 */
import type { RenovationClass } from '#modules/policy/index.ts';
import type { PaymentKind } from '../../domain/ledger/words.ts';
import { callLedger, type LedgerCtx } from './call.ts';

export type { LedgerCtx } from './call.ts';

export type GrantOrder = {
  readonly regionCode: string;
  readonly channel: string;
  readonly subChannel: string;
  readonly title: string;
  readonly documentNumber: string;
  readonly documentFileId: string | null;
  readonly classes: readonly RenovationClass[];
  /** Estates it may be used for; null: every estate of its region. */
  readonly estates: readonly string[] | null;
  readonly excludedItems: readonly string[];
  readonly budgetYear: number;
  readonly expiresOn: string | null;
  readonly carry: boolean;
  readonly cash: boolean;
  readonly amountFen: bigint;
  readonly bookedOn: string;
};
export type Posted = { readonly postingId: string };

/** 指标下达: registers a source with its document and earmark, and books origin → budget. */
export const grantSource = (ctx: LedgerCtx, order: GrantOrder): Promise<Posted & { sourceId: string }> =>
  callLedger(ctx, 'funding_grant', order);

type SourceOrder = {
  readonly sourceId: string;
  readonly amountFen: bigint;
  readonly bookedOn: string;
  readonly reason: string;
  readonly documentNumber?: string;
  readonly fileId?: string | null;
};

/** 追加: the source's sum grows. */
export const increaseSource = (ctx: LedgerCtx, order: SourceOrder): Promise<Posted> =>
  callLedger(ctx, 'funding_change_source', { ...order, kind: 'increase' });

/** 收回: what is not arranged goes back. */
export const recallSource = (ctx: LedgerCtx, order: SourceOrder): Promise<Posted> =>
  callLedger(ctx, 'funding_change_source', { ...order, kind: 'recall' });

/** 结转: the year moves on; of a source that may not be carried, what is not under contract lapses. */
export const carryOverSource = (
  ctx: LedgerCtx,
  order: { sourceId: string; toYear: number; bookedOn: string; reason: string },
): Promise<Posted & { lapsedFen: string }> => callLedger(ctx, 'funding_carry', order);

export type ArrangeLine = {
  readonly sourceId: string;
  readonly projectId: string;
  readonly estateId: string;
  readonly item: string;
  readonly itemClass: RenovationClass;
  readonly amountFen: bigint;
};
type ArrangeOrder = {
  readonly lines: readonly ArrangeLine[];
  readonly bookedOn: string;
  readonly reason: string;
  readonly allocationId?: string;
  /** The owners' decision, needed for the maintenance fund: number of the vote or its result. */
  readonly basis?: string;
  readonly origin?: 'scheme' | 'hand';
};

/** 安排: budget → arranged, for items of estates in a project. The first line of an item settles its class. */
export const arrange = (ctx: LedgerCtx, order: ArrangeOrder): Promise<Posted> =>
  callLedger(ctx, 'funding_arrange', order);

/** 收回安排: arranged → budget. */
export const unarrange = (
  ctx: LedgerCtx,
  order: Omit<ArrangeOrder, 'lines'> & { readonly lines: readonly Omit<ArrangeLine, 'itemClass'>[] },
): Promise<Posted> => callLedger(ctx, 'funding_arrange', { ...order, back: true });

type MoneyOrder = {
  readonly sourceId: string;
  readonly amountFen: bigint;
  readonly bookedOn: string;
  /** A source's voucher stands in the books once. */
  readonly voucherNumber: string;
  readonly fileId: string | null;
  readonly reason?: string;
};

/** 到账: a fact of the bank, always recorded; `caseId` when more came than was granted. */
export const receive = (
  ctx: LedgerCtx,
  order: MoneyOrder & { readonly payer: string },
): Promise<Posted & { caseId: string | null }> => callLedger(ctx, 'funding_receive', order);

/** 退款: cash goes back to whom it came from, as far as it is not promised elsewhere. */
export const refund = (ctx: LedgerCtx, order: MoneyOrder & { readonly payee: string }): Promise<Posted> =>
  callLedger(ctx, 'funding_refund', order);

type CommitOrder = {
  readonly contractId: string;
  readonly lines: readonly {
    readonly sourceId: string;
    readonly estateId: string;
    readonly item: string;
    readonly amountFen: bigint;
  }[];
  readonly bookedOn: string;
  readonly reason?: string;
};

/** 签约占用: arranged → committed, as far as the contract's lines go. */
export const commitContract = (ctx: LedgerCtx, order: CommitOrder): Promise<Posted> =>
  callLedger(ctx, 'funding_commit', order);

/** 解除占用: committed → arranged, as far as nothing was measured or advanced of it. */
export const uncommitContract = (ctx: LedgerCtx, order: CommitOrder): Promise<Posted> =>
  callLedger(ctx, 'funding_commit', { ...order, back: true });

export type MeasureLine = {
  readonly sourceId: string;
  readonly estateId: string;
  readonly item: string;
  readonly lineId: string;
  readonly quantity: string;
  /** Gross value of the work. */
  readonly amountFen: bigint;
};

/** 计量: committed → payable and retained; the advance is recovered by the contract's terms. Fen as decimal text. */
export const measure = (
  ctx: LedgerCtx,
  order: {
    readonly measurementId?: string;
    readonly contractId: string;
    readonly lines: readonly MeasureLine[];
    readonly measuredOn: string;
    /** The day in the books, when not the day of measuring. */
    readonly bookedOn?: string;
    readonly documentNumber?: string;
    readonly fileId: string | null;
    readonly note?: string;
  },
): Promise<
  Posted & {
    measurementId: string;
    grossFen: string;
    payableFen: string;
    retainedFen: string;
    recoveredFen: string;
  }
> => callLedger(ctx, 'funding_measure', order);

/** 授权支付: asks earmark, balance, cash, gates, contract and measured work; → authorised. */
export const authorise = (
  ctx: LedgerCtx,
  order: {
    readonly paymentId: string;
    readonly contractId: string;
    readonly kind: PaymentKind;
    readonly lines: readonly {
      readonly sourceId: string;
      readonly estateId: string;
      readonly item: string;
      readonly amountFen: bigint;
    }[];
    readonly payee: string;
    readonly bookedOn: string;
  },
): Promise<Posted & { authorisationId: string }> => callLedger(ctx, 'funding_authorise', order);

/** 支付事实: what the bank paid, always recorded; `caseId` when it breaks a rule. */
export const recordPaid = (
  ctx: LedgerCtx,
  order: {
    readonly authorisationId: string | null;
    readonly sourceId: string | null;
    readonly amountFen: bigint;
    readonly bookedOn: string;
    readonly voucherNumber: string;
    readonly fileId: string | null;
    readonly payee: string;
    readonly reason?: string;
  },
): Promise<Posted & { caseId: string | null }> => callLedger(ctx, 'funding_paid', order);

/** 实物、劳务 at a value with evidence; a book of its own. */
export const recordInKind = (
  ctx: LedgerCtx,
  order: Omit<ArrangeLine, 'amountFen'> & {
    readonly amountFen: bigint;
    readonly bookedOn: string;
    readonly evidenceFileId: string;
    readonly description: string;
  },
): Promise<Posted> => callLedger(ctx, 'funding_in_kind', order);

/** 冲正: the mirror of a posting, once. */
export const reverse = (
  ctx: LedgerCtx,
  order: { readonly postingId: string; readonly bookedOn: string; readonly reason: string },
): Promise<Posted> => callLedger(ctx, 'funding_reverse', order);

/** 结账 of a district's month `YYYY-MM`, one after the other. */
export const closePeriod = (
  ctx: LedgerCtx,
  order: { readonly regionCode: string; readonly month: string },
): Promise<{ month: string; postings: string; balances: Record<string, string> }> =>
  callLedger(ctx, 'funding_close', order);

/** 了结违规: money returned, fitted to an authorisation given afterwards, or explained on paper. */
export const resolveCase = (
  ctx: LedgerCtx,
  order: {
    readonly caseId: string;
    readonly how: 'returned' | 'attached' | 'explained';
    readonly authorisationId?: string;
    readonly bookedOn: string;
    readonly resolution: string;
  },
): Promise<{ postingId: string | null }> => callLedger(ctx, 'funding_resolve_case', order);
