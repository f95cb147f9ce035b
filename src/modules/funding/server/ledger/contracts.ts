import { type PackValues, policyOn, type RenovationClass } from '#modules/policy/index.ts';
import { problem } from '#shared/problem.ts';
import { percentText } from '../../domain/ledger/words.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { callLedger, type LedgerCtx } from './call.ts';

/** Shares as decimal text; what is left out is taken from the policy pack. */
type TermsWanted = {
  readonly advanceShare?: string | undefined;
  readonly recoveryShare?: string | undefined;
  readonly progressShare?: string | undefined;
  readonly retentionShare?: string | undefined;
};
type ContractLine = {
  readonly lineId: string;
  readonly estateId: string;
  readonly item: string;
  readonly itemClass: RenovationClass;
  readonly title: string;
  readonly quantity: string;
  readonly unit: string;
  readonly amountFen: bigint;
};

/** A share of the pack as text in basis points, rounded down: a limit is never widened. */
const basisPoints = (share: string): number => {
  const [num = '0', den = '1'] = share.split('/');
  return Math.floor((Number(num) * 10_000) / Number(den) + 1e-6);
};

/** The terms frozen with a contract: what was agreed, within the limits of the pack. */
function termsOf(values: PackValues, wanted: TermsWanted, policyVersion: string) {
  const shares = values['payment.shares'];
  const limits = values['works.terms'];
  const terms = {
    advanceBp: basisPoints(wanted.advanceShare ?? shares.advanceLeast),
    recoveryBp: basisPoints(wanted.recoveryShare ?? shares.recovery),
    progressBp: basisPoints(wanted.progressShare ?? shares.progressFloor),
    retentionBp: basisPoints(wanted.retentionShare ?? limits.retentionMax),
    gates: values['payment.gates'].needed,
    policyVersion,
  };
  checkLimit(
    '预付款',
    terms.advanceBp,
    terms.advanceBp === 0 ? 0 : basisPoints(shares.advanceLeast),
    basisPoints(limits.advanceMax),
  );
  checkLimit('预付款扣回', terms.recoveryBp, 0, 10_000);
  checkLimit('进度款', terms.progressBp, basisPoints(shares.progressFloor), 10_000);
  checkLimit('质量保证金', terms.retentionBp, 0, basisPoints(limits.retentionMax));
  return terms;
}

function checkLimit(what: string, agreed: number, least: number, most: number): void {
  if (agreed >= least && agreed <= most) return;
  throw problem(ledgerProblems, 'funding.ledger.terms', {
    what,
    agreed: percentText(agreed),
    least: percentText(least),
    most: percentText(most),
  });
}

/** 签订合同: a signed fact with its lines and the terms of payment of the day, frozen. */
export async function signContract(
  ctx: LedgerCtx,
  order: {
    readonly contractId?: string;
    readonly regionCode: string;
    readonly projectId: string;
    readonly number: string;
    readonly title: string;
    readonly kind?: string;
    readonly contractor: string;
    readonly organisationId: string | null;
    readonly signedOn: string;
    readonly fileId: string | null;
    readonly terms?: TermsWanted;
    readonly lines: readonly ContractLine[];
  },
): Promise<{ contractId: string; amountFen: string }> {
  const { values, version } = await policyOn(ctx.tx, order.regionCode, order.signedOn);
  return callLedger(ctx, 'funding_sign', { ...order, terms: termsOf(values, order.terms ?? {}, version) });
}

/** 合同变更: lines get new amounts, or new lines come; with the paper that approved it. Fen as decimal text. */
export const varyContract = (
  ctx: LedgerCtx,
  order: {
    readonly contractId: string;
    readonly documentNumber: string;
    readonly fileId: string | null;
    readonly approvedOn: string;
    readonly reason: string;
    readonly lines: readonly ContractLine[];
  },
): Promise<{ beforeFen: string; afterFen: string }> => callLedger(ctx, 'funding_vary', order);

type GateOrder = {
  readonly projectId: string;
  /** Null or absent: for every contract of the project. */
  readonly contractId?: string | null;
  readonly gate: string;
  readonly passedOn: string;
  readonly documentNumber: string;
  readonly fileId: string | null;
  readonly note: string;
};

/** 关口通过: a signed fact with who entered it and the document's hash. */
export async function passGate(
  ctx: LedgerCtx & { readonly scope?: string },
  order: GateOrder,
): Promise<{ gateId: string }> {
  const project = await ctx.tx
    .selectFrom('projectsProject')
    .select('regionCode')
    .where('id', '=', order.projectId)
    .executeTakeFirst();
  if (!project) throw problem(ledgerProblems, 'funding.ledger.project');
  const { values } = await policyOn(ctx.tx, project.regionCode, order.passedOn);
  if (!values['payment.gates'].gates.some(({ id }) => id === order.gate))
    throw problem(ledgerProblems, 'funding.ledger.gate-unknown', { gate: order.gate });
  return callLedger(ctx, 'funding_pass_gate', order);
}

export const revokeGate = (
  ctx: LedgerCtx,
  order: { readonly gateId: string; readonly reason: string },
): Promise<{ gateId: string }> => callLedger(ctx, 'funding_revoke_gate', order);
