import { ledgerSheets } from './ledger.ts';
import { type Loading, listed } from './steps.ts';
import { workbookBytes } from './workbook.ts';

export type ListedEstate = {
  readonly id: string;
  readonly version: number;
  readonly values: {
    readonly name: string;
    readonly regionCode: string;
    readonly ownersCommittee: boolean | null;
  };
};

const fileName = '茌平区摸底台账（虚构演示）.xlsx';

/** Hands the ledger in, has it checked, commits it: the way a clerk would. */
export async function loadLedger({ district, as, finish }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  if ((await listed<ListedEstate>(force, '/survey/estates')).length >= district.estates.length) return;
  const bytes = await workbookBytes(ledgerSheets(district));
  const taken = await force.upload<{ id: string; jobId: string }>('/survey/imports', fileName, bytes);
  await finish(force, taken.jobId);
  const { version } = await force.get<{ version: number }>(`/survey/imports/${taken.id}`);
  const commit = await force.post<{ jobId: string }>(`/survey/imports/${taken.id}/commit`, { version });
  await finish(force, commit.jobId);
}

/** A working owners' committee in every eighth estate, entered by hand, so that the history shows an edit. */
export async function enterCommittees({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const estates = await listed<ListedEstate>(force, '/survey/estates');
  for (const [at, { id, version, values }] of estates.entries())
    if (at % 8 === 3 && values.ownersCommittee === null)
      await force.post(`/survey/estates/${id}`, {
        version,
        values: { ownersCommittee: true },
        reason: '已备案并正常履职（虚构）',
      });
}
