import type { z } from 'zod';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import type { contractDetail } from '../../contract-works-shapes.ts';
import { paymentKindNames } from '../../domain/ledger/words.ts';
import { type PaymentKind, paymentKinds } from '../../domain/payments/papers.ts';
import { worksProblems } from '../../problems-works.ts';
import { type ContractRow, contractsInSight, isOutside } from './contract-sight.ts';
import { paperNames } from './files.ts';
import { projectBasis } from './schemes.query.ts';

/** The gate from which warranties run. */
export const acceptanceGate = 'acceptance';

type Reading = Pick<Ctx, 'tx' | 'actor' | 'today'>;
type Needed = Readonly<Record<PaymentKind, readonly string[]>>;

/** Gates of a project that stand, oldest first. */
export const passedGates = (ctx: Pick<Ctx, 'tx'>, projectId: string) =>
  ctx.tx
    .selectFrom('fundingGate')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('revokedAt', 'is', null)
    .orderBy('passedOn')
    .execute();

export async function gateTitles(ctx: Reading): Promise<readonly { id: string; title: string }[]> {
  const { values } = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return values['payment.gates'].gates;
}

/** For each kind of payment of a contract, its gates and which of them are passed. */
export async function gatesOfContract(
  ctx: Reading,
  row: Pick<ContractRow, 'id' | 'projectId' | 'gates'>,
): Promise<z.infer<typeof contractDetail>['gates']> {
  const titles = new Map((await gateTitles(ctx)).map((one) => [one.id, one.title]));
  const passed = await passedGates(ctx, row.projectId);
  const needed = row.gates as unknown as Needed;
  return paymentKinds.map((kind) => ({
    kind,
    gates: (needed[kind] ?? []).map((gate) => ({
      gate,
      title: titles.get(gate) ?? gate,
      passed: passed.some(
        (one) => one.gate === gate && (one.contractId === null || one.contractId === row.id),
      ),
    })),
  }));
}

/** The gates of a project: who passed which with what paper, and what each contract still misses. */
export async function gateBoard(ctx: Ctx, input: { id: string }) {
  const { id, name } = await projectBasis(ctx, input.id);
  const rows = await ctx.tx
    .selectFrom('fundingGate')
    .selectAll()
    .where('projectId', '=', id)
    .orderBy('at', 'desc')
    .execute();
  const contracts = await contractsInSight(ctx)
    .selectAll('c')
    .where('c.projectId', '=', id)
    .orderBy('c.number')
    .execute();
  const own = new Set(contracts.map((one) => one.id));
  if (isOutside(ctx.actor) && own.size === 0) throw problem(worksProblems, 'funding.works.project');
  // somebody from outside sees the project's gates and those of the own contracts
  const seen = rows.filter(
    (row) => !isOutside(ctx.actor) || row.contractId === null || own.has(row.contractId),
  );
  const files = await paperNames(
    ctx.tx,
    seen.flatMap((row) => row.fileId ?? []),
  );
  const gates = await gateTitles(ctx);
  const facts = seen.map((row) => ({
    id: row.id,
    gate: row.gate,
    title: gates.find((one) => one.id === row.gate)?.title ?? row.gate,
    contractId: row.contractId,
    contractNumber: contracts.find((one) => one.id === row.contractId)?.number ?? null,
    passedOn: row.passedOn,
    documentNumber: row.documentNumber,
    file: row.fileId && files.has(row.fileId) ? { id: row.fileId, name: files.get(row.fileId) ?? '' } : null,
    documentHash: row.documentHash,
    note: row.note,
    by: row.byName,
    at: row.at.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedBy: row.revokedBy,
    revokeReason: row.revokeReason,
  }));
  const missing = [];
  for (const one of contracts) {
    const kinds = (await gatesOfContract(ctx, one)).map(({ kind, gates: needed }) => ({
      kind,
      kindTitle: paymentKindNames[kind],
      gates: needed.filter((gate) => !gate.passed).map((gate) => gate.title),
    }));
    missing.push({ id: one.id, number: one.number, title: one.title, missing: kinds });
  }
  return {
    projectId: id,
    projectName: name,
    gates: gates.map((gate) => ({
      gate: gate.id,
      title: gate.title,
      passed: facts.some((one) => one.gate === gate.id && one.revokedAt === null),
      facts: facts.filter((one) => one.gate === gate.id),
    })),
    contracts: missing,
  };
}
