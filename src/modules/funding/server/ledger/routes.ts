import { implement } from '@orpc/server';
import { z } from 'zod';
import type { Ctx, RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { downloadRoute, type RawRoute } from '#platform/http/raw.ts';
import type { JobKinds } from '#platform/jobs/worker.ts';
import { problem } from '#shared/problem.ts';
import { ledgerActions, ledgerContract } from '../../contract-ledger.ts';
import { sourceQuery, statementQuery } from '../../contract-ledger-shapes.ts';
import { ledgerProblems } from '../../problems-ledger.ts';
import { noteSourceRead } from '../overview/note-read.ts';
import * as commands from './commands.ts';
import { listInKind, recordByHand } from './in-kind.ts';
import { listCases, listPeriods, listPostings, showPosting } from './postings.query.ts';
import { exportSources, listSources, showChoices, showSource } from './sources.query.ts';
import { exportStatement, showStatement, showTrace } from './statement.query.ts';

const os = implement(ledgerContract).$context<RequestContext>();
const spec = (action: keyof typeof ledgerActions, kind: DoorSpec['kind'] = 'write'): DoorSpec => ({
  action,
  allowed: ledgerActions[action],
  kind,
});
const read = spec('funding.ledger.read', 'read');
const grant = spec('funding.ledger.grant');

/** An auditor's look at a source is noted; paging on through the same statement is the same look. */
const noted =
  <I extends { id: string; cursor?: string | undefined }, O>(run: (ctx: Ctx, input: I) => Promise<O>) =>
  async (ctx: Ctx, input: I): Promise<O> => {
    if (input.cursor === undefined) await noteSourceRead(ctx, input.id);
    return run(ctx, input);
  };

export const ledgerRoutes = os.router({
  sources: os.sources.handler(door(read, listSources)),
  choices: os.choices.handler(door(read, showChoices)),
  source: os.source.handler(door(read, noted(showSource))),
  statement: os.statement.handler(door(read, noted(showStatement))),
  trace: os.trace.handler(door(read, noted(showTrace))),
  grant: os.grant.handler(door(grant, commands.grantByHand)),
  change: os.change.handler(door(grant, commands.changeByHand)),
  carry: os.carry.handler(door(grant, commands.carryByHand)),
  receive: os.receive.handler(door(spec('funding.ledger.receive'), commands.receiveByHand)),
  arrange: os.arrange.handler(door(spec('funding.ledger.arrange'), commands.arrangeByHand)),
  inKind: os.inKind.handler(door(spec('funding.ledger.inKind'), recordByHand)),
  inKinds: os.inKinds.handler(door(read, noted(listInKind))),
  postings: os.postings.handler(door(read, listPostings)),
  posting: os.posting.handler(door(read, showPosting)),
  reverse: os.reverse.handler(door(spec('funding.ledger.reverse'), commands.reverseByHand)),
  periods: os.periods.handler(door(read, listPeriods)),
  close: os.close.handler(door(spec('funding.ledger.close'), commands.closeMonth)),
  cases: os.cases.handler(door(read, listCases)),
  resolve: os.resolve.handler(door(spec('funding.ledger.resolve'), commands.resolveByHand)),
});
export const ledgerRawRoutes: readonly RawRoute[] = [
  downloadRoute({
    url: '/api/funding/ledger/sources/export',
    summary: '导出资金来源台账',
    spec: read,
    input: sourceQuery,
    run: exportSources,
  }),
  downloadRoute({
    url: '/api/funding/ledger/sources/:id/statement/export',
    summary: '导出资金来源明细账',
    spec: read,
    input: statementQuery.omit({ cursor: true, size: true }).extend({ size: z.literal(1).default(1) }),
    run: noted(exportStatement),
  }),
];
export const ledgerJobs: JobKinds = {};
export const ledgerConstraints: ConstraintProblems = {
  funding_source_pkey: () => problem(ledgerProblems, 'funding.ledger.source-twice'),
  funding_contract_number_key: () => problem(ledgerProblems, 'funding.ledger.contract-twice'),
  funding_balance_not_negative: () => problem(ledgerProblems, 'funding.ledger.refused'),
  funding_total_not_negative: () => problem(ledgerProblems, 'funding.ledger.refused'),
};
