import { passedMatters } from '#modules/participation/index.ts';
import { policyOn } from '#modules/policy/index.ts';
import { partsOf } from '#modules/survey/index.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { readPartsTable } from '../../domain/household/parts-table.ts';
import { householdProblems } from '../../problems-households.ts';
import { bytesOf } from './files.ts';
import { audit, livingEstate, notLater, placeOf } from './rows.ts';

const columns = {
  first: { names: ['首期交存额', '首次交存', '首期交存', '首交额', '交存金额'], kind: 'yuan' },
  balance: { names: ['余额', '账户余额', '当前余额', '结余'], kind: 'yuan' },
} as const;

/** Share text (`0.3`, `1/3`) against two amounts, in whole numbers. */
function below(balanceFen: bigint, firstFen: bigint, share: string): boolean {
  const [, whole = '0', fraction = '', over] = /^(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(share) ?? [];
  const den = over === undefined ? 10n ** BigInt(fraction.length) : BigInt(over);
  const num = BigInt(over === undefined ? whole + fraction : whole);
  return firstFen > 0n && balanceFen * den < firstFen * num;
}

/** Balances per part as the fund's keeper reports them; a later table replaces what it names, nothing else. */
export async function uploadBalances(ctx: Ctx, upload: Upload, input: { estateId: string; asOf: string }) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  notLater(input.asOf, ctx.today, 'asOf');
  const { bytes } = await bytesOf(upload);
  const workbook = await readDocument(bytes, upload.name);
  const parts = await partsOf(ctx.tx, estate.id);
  const reading = readPartsTable(workbook.sheets, parts, columns);
  if (!reading.found)
    throw problem(householdProblems, 'funding.households.table-head', {
      columns: '“首期交存额”“余额”（元）',
    });
  const gap = reading.rows.find((row) => row.values.first === undefined || row.values.balance === undefined);
  const place = parts.find((part) => part.id === gap?.partId);
  const faults = [
    ...reading.faults,
    ...(gap && place ? [{ sheet: '', cell: placeOf(place), message: '首期交存额和余额都要填写' }] : []),
  ];
  const [first] = faults;
  if (first) {
    const values = { count: faults.length, cell: `${first.sheet} ${first.cell}`.trim(), why: first.message };
    throw problem(householdProblems, 'funding.households.table-faulty', values, {
      details: faults.slice(0, 200),
    });
  }
  const { newest } = await ctx.tx
    .selectFrom('fundingFundBalance')
    .select((row) => row.fn.max('asOf').as('newest'))
    .where('estateId', '=', estate.id)
    .executeTakeFirstOrThrow();
  if (newest && newest > input.asOf)
    throw problem(householdProblems, 'funding.fund.balance-older', { asOf: newest }, { at: 'asOf' });
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{
      name: upload.name,
      mediaType: 'application/octet-stream',
      purpose: `funding.households:${estate.id}`,
    },
    ...{ regionCode: estate.regionCode, createdBy: ctx.actor.id, now: ctx.now },
  });
  for (let from = 0; from < reading.rows.length; from += 1000)
    await ctx.tx
      .insertInto('fundingFundBalance')
      .values(
        reading.rows.slice(from, from + 1000).map((row) => ({
          ...{ partId: row.partId, estateId: estate.id, regionCode: estate.regionCode, asOf: input.asOf },
          ...{
            firstDepositFen: row.values.first ?? 0n,
            balanceFen: row.values.balance ?? 0n,
            fileId: file.id,
          },
          ...{ updatedAt: ctx.now, updatedBy: ctx.actor.name },
        })),
      )
      .onConflict((conflict) =>
        conflict.column('partId').doUpdateSet((row) => ({
          firstDepositFen: row.ref('excluded.firstDepositFen'),
          balanceFen: row.ref('excluded.balanceFen'),
          asOf: row.ref('excluded.asOf'),
          fileId: row.ref('excluded.fileId'),
          updatedAt: row.ref('excluded.updatedAt'),
          updatedBy: row.ref('excluded.updatedBy'),
        })),
      )
      .execute();
  await audit(ctx, 'fund-balances', 'estate', estate, { parts: reading.rows.length, asOf: input.asOf });
  return { parts: reading.rows.length };
}

type ShowInput = {
  readonly estateId: string;
  readonly page: number;
  readonly size: number;
  readonly renew?: boolean | undefined;
  readonly search?: string | undefined;
};

/** An estate's fund: what is there, who must renew (below the pack's share of the first deposit), what it may pay. */
export async function showFund(ctx: Ctx, input: ShowInput) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const { values } = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const rules = values['funding.maintenanceFund'];
  const parts = await partsOf(ctx.tx, estate.id);
  const balances = await ctx.tx
    .selectFrom('fundingFundBalance')
    .selectAll()
    .where('estateId', '=', estate.id)
    .execute();
  const byPart = new Map(balances.map((row) => [row.partId, row]));
  const rows = parts.map((part) => {
    const row = byPart.get(part.id);
    return {
      ...{ partId: part.id, place: placeOf(part), building: part.building, asOf: row?.asOf ?? null },
      firstDepositFen: row?.firstDepositFen.toString() ?? null,
      balanceFen: row?.balanceFen.toString() ?? null,
      renew: row !== undefined && below(row.balanceFen, row.firstDepositFen, rules.renewBelow),
    };
  });
  const shown = rows.filter(
    (row) =>
      (input.renew === undefined || row.renew === input.renew) &&
      (input.search === undefined || row.place.includes(input.search)),
  );
  const from = (input.page - 1) * input.size;
  const votes = (await passedMatters(ctx.tx, estate.id)).filter((one) => one.kind === 'fundUse');
  return {
    ...{ estateName: estate.name, parts: parts.length, known: balances.length },
    firstDepositFen: balances.reduce((sum, row) => sum + row.firstDepositFen, 0n).toString(),
    balanceFen: balances.reduce((sum, row) => sum + row.balanceFen, 0n).toString(),
    asOf: balances.map((row) => row.asOf).sort()[0] ?? null,
    renew: rows.filter((row) => row.renew).length,
    ...{
      renewBelow: rules.renewBelow,
      renewArticle: rules.renewArticle,
      excludedArticle: rules.excludedArticle,
    },
    items: values['catalogue.items'].map((one) => ({
      ...{ id: one.id, title: one.title, excluded: rules.excludedItems.includes(one.id) },
    })),
    votes: votes.map((one) => ({
      ...{
        voteId: one.voteId,
        matterId: one.matterId,
        label: `${one.number} ${one.voteTitle}：${one.matterTitle}`,
      },
    })),
    total: shown.length,
    rows: shown.slice(from, from + input.size),
  };
}
