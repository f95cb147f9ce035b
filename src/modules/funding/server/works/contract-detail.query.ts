import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { may } from '#shared/actor.ts';
import { type Day, day } from '#shared/day.ts';
import { worksActions } from '../../contract-works.ts';
import type { contractDetail } from '../../contract-works-shapes.ts';
import { retentionFreeOn, type WarrantyTerm, warrantiesOf } from '../../domain/works/warranty.ts';
import { billOf } from './bill.query.ts';
import { type ContractRow, contractRow, isOutside, sideOf } from './contract-sight.ts';
import { contractView } from './contracts.query.ts';
import { paperNames } from './files.ts';
import { acceptanceGate, gatesOfContract, passedGates } from './gates.query.ts';
import { estateNames, itemNames } from './names.query.ts';
import { hasNewer, projectBasis } from './schemes.query.ts';

export type ContractDetail = z.infer<typeof contractDetail>;
type Names = { readonly estate: (id: string) => string; readonly item: (id: string) => string };

/** A file in sight as pages name it. */
export const fileOf = (names: ReadonlyMap<string, string>, id: string | null) => {
  const name = id === null ? undefined : names.get(id);
  return id !== null && name !== undefined ? { id, name } : null;
};

const sourceSums = ['committed', 'payable', 'authorised', 'paid', 'retained'] as const;

/** What each source holds of the contract, account by account. */
async function sourcesOf(ctx: Ctx, contractId: string, names: Names): Promise<ContractDetail['sources']> {
  const rows = await ctx.tx
    .selectFrom('fundingCell as f')
    .innerJoin('fundingSource as s', 's.id', 'f.sourceId')
    .selectAll('f')
    .select(['s.title', 's.documentNumber'])
    .where('f.contractId', '=', contractId)
    .orderBy('f.estateId')
    .orderBy('f.item')
    .orderBy('s.expiresOn')
    .execute();
  const balances = await ctx.tx
    .selectFrom('fundingBalance')
    .select(['cellId', 'account', 'balanceFen'])
    .where('contractId', '=', contractId)
    .execute();
  return rows.map((row) => {
    const held = (account: (typeof sourceSums)[number]) =>
      String(balances.find((one) => one.cellId === row.id && one.account === account)?.balanceFen ?? 0n);
    return {
      sourceId: row.sourceId,
      title: row.title,
      documentNumber: row.documentNumber,
      estateName: names.estate(row.estateId ?? ''),
      itemTitle: names.item(row.item ?? ''),
      committedFen: String(row.committedFen),
      measuredFen: String(row.measuredFen),
      payableFen: held('payable'),
      authorisedFen: held('authorised'),
      paidFen: held('paid'),
      retainedFen: held('retained'),
    };
  });
}

async function measurementsOf(ctx: Ctx, contractId: string): Promise<ContractDetail['measurements']> {
  const rows = await ctx.tx
    .selectFrom('fundingMeasurement')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const names = await paperNames(
    ctx.tx,
    rows.flatMap((row) => row.fileId ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    measuredOn: row.measuredOn,
    grossFen: String(row.grossFen),
    retainedFen: String(row.retainedFen),
    recoveredFen: String(row.recoveredFen),
    payableFen: String(row.payableFen),
    documentNumber: row.documentNumber,
    file: fileOf(names, row.fileId),
    note: row.note,
    by: row.byName,
    at: row.at.toISOString(),
    reversed: row.reversedAt !== null,
  }));
}

async function changesOf(ctx: Ctx, contractId: string): Promise<ContractDetail['changes']> {
  const rows = await ctx.tx
    .selectFrom('fundingContractChange')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    documentNumber: row.documentNumber,
    approvedOn: row.approvedOn,
    reason: row.reason,
    beforeFen: String(row.beforeFen),
    afterFen: String(row.afterFen),
    by: row.byName,
  }));
}

const termText = (term: WarrantyTerm): string =>
  term.kind === 'years' ? `${term.count} 年` : `${term.count} 个采暖期`;

/** Acceptance, the warranties that run from it, and from when retention may be asked back. */
async function warrantyPart(ctx: Ctx, row: ContractRow, items: readonly string[], names: Names) {
  const { values } = await policyOn(ctx.tx, row.regionCode, ctx.today);
  const passed = await passedGates(ctx, row.projectId);
  const accepted = passed
    .filter((one) => one.gate === acceptanceGate && (one.contractId === null || one.contractId === row.id))
    .map((one) => one.passedOn)
    .sort()
    .at(0);
  const acceptedOn: Day | null = accepted === undefined ? null : day(accepted);
  const warranty = values['works.warranty'];
  const rule = {
    terms: warranty.items,
    otherwise: warranty.otherwise,
    season: values['works.heatingSeason'],
  };
  return {
    acceptedOn,
    warranties: warrantiesOf(items, acceptedOn, rule).map((one) => ({
      item: one.item,
      itemTitle: names.item(one.item),
      term: termText(one.term),
      endsOn: one.endsOn,
    })),
    retentionFreeOn: acceptedOn ? retentionFreeOn(acceptedOn, row.terms.defectMonths) : null,
  };
}

async function schemePart(ctx: Ctx, row: ContractRow) {
  const basis = await projectBasis(ctx, row.projectId);
  const kept = row.terms.schemes as unknown as Record<string, number>;
  const schemes = basis.schemes.flatMap(({ schemeId, title }) => {
    const version = kept[schemeId];
    return version === undefined ? [] : [{ title, version }];
  });
  return { schemes, schemeNewer: hasNewer(basis, kept) };
}

/** One contract with its bill, sources, measurements, changes, gates and warranties. */
export async function showContract(ctx: Ctx, input: { id: string }): Promise<ContractDetail> {
  const row = await contractRow(ctx, input.id);
  const bill = await billOf(ctx, row.id);
  const estateOf = await estateNames(
    ctx,
    bill.map((line) => line.estateId),
  );
  const names: Names = { estate: estateOf, item: await itemNames(ctx) };
  const files = await paperNames(ctx.tx, row.fileId ? [row.fileId] : []);
  const { terms } = row;
  const measures = may(ctx.actor, worksActions['funding.works.measure']);
  return {
    ...(await contractView(ctx, row.id)),
    supplierId: terms.supplierId,
    supervisorId: terms.supervisorId,
    termDays: terms.termDays,
    termAgreed: terms.termAgreed,
    wagesBp: terms.wagesBp,
    wagesAccount: terms.wagesAccount,
    defectMonths: terms.defectMonths,
    advanceBp: row.advanceBp,
    recoveryBp: row.recoveryBp,
    progressBp: row.progressBp,
    retentionBp: row.retentionBp,
    ...(await schemePart(ctx, row)),
    file: fileOf(files, row.fileId),
    signedBy: row.signedBy,
    lines: bill.map(({ measured, ...line }) => ({
      ...line,
      estateName: names.estate(line.estateId),
      itemTitle: names.item(line.item),
      amountFen: String(line.amountFen),
      measuredQuantity: measured,
      measuredFen: String(line.measuredFen),
    })),
    sources: await sourcesOf(ctx, row.id, names),
    measurements: await measurementsOf(ctx, row.id),
    changes: await changesOf(ctx, row.id),
    gates: await gatesOfContract(ctx, row),
    ...(await warrantyPart(
      ctx,
      row,
      bill.map((line) => line.item),
      names,
    )),
    mayMeasure: measures && (!isOutside(ctx.actor) || sideOf(ctx.actor, terms) === 'supervisor'),
  };
}
