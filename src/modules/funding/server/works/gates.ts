import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { worksProblems } from '../../problems-works.ts';
import { passGate, revokeGate } from '../ledger/contracts.ts';
import { checkPaper } from './files.ts';
import { gateBoard } from './gates.query.ts';
import { projectBasis } from './schemes.query.ts';

type Input = {
  id: string;
  gate: string;
  contractId: string | null;
  passedOn: string;
  documentNumber: string;
  fileId: string;
  note: string;
};

const auditGate = (ctx: Ctx, step: 'pass' | 'revoke', id: string, regionCode: string, gate: string) =>
  ctx.audit({
    action: 'funding.works.gate',
    subjectKind: 'fundingGate',
    subjectId: id,
    regionCode,
    detail: { step, gate },
  });

/** 登记通过关口: a signed fact with its document. */
export async function enterGate(ctx: Ctx, input: Input) {
  const project = await projectBasis(ctx, input.id);
  await checkPaper(ctx.tx, input.fileId, 'fileId');
  const { id: projectId, ...order } = input;
  const { gateId } = await passGate(ctx, { projectId, ...order });
  await auditGate(ctx, 'pass', gateId, project.regionCode, input.gate);
  return gateBoard(ctx, { id: projectId });
}

/** 撤销误登的关口: what was paid meanwhile stays as it is. */
export async function withdrawGate(ctx: Ctx, input: { id: string; reason: string }) {
  const row = await ctx.tx
    .selectFrom('fundingGate')
    .select(['projectId', 'regionCode', 'gate'])
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!row) throw problem(worksProblems, 'funding.works.gate');
  await revokeGate(ctx, { gateId: input.id, reason: input.reason });
  await auditGate(ctx, 'revoke', input.id, row.regionCode, row.gate);
  return gateBoard(ctx, { id: row.projectId });
}
