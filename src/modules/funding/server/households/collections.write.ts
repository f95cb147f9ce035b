import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Policy, policyOn } from '#modules/policy/index.ts';
import { approvedScheme } from '#modules/scheme/index.ts';
import type { EstateHead } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { problem } from '#shared/problem.ts';
import { householdProblems } from '../../problems-households.ts';
import { type DivisionInput, divideParts, methodBasisOf, partsAsked, writeBills } from './divide-bills.ts';
import { fileOf } from './files.ts';
import { audit, findCollection, livingEstate, lockCollection, mustBe, type Payee, type Why } from './rows.ts';

type Values = DivisionInput & {
  readonly title: string;
  readonly items: readonly string[];
  readonly schemeId: string | null;
  readonly amountSource: 'rules' | 'entered';
  readonly amountBasis: string;
  readonly agreementFile: string | null;
  readonly payee: Payee;
};

/** A number of this area, without gaps per subdistrict and year: GJ-371503001-2026-0001. */
export async function nextNumber(
  ctx: Pick<Ctx, 'tx' | 'today'>,
  prefix: string,
  regionCode: string,
  many = 1,
): Promise<bigint> {
  const year = Number(ctx.today.slice(0, 4));
  const asked = await sql<{ first: string | bigint }>`select
    funding_next_number(${prefix}, ${regionCode}, ${year}::int, ${many}::int) as first`.execute(ctx.tx);
  return BigInt(asked.rows[0]?.first ?? 1);
}
export const numberText = (prefix: string, regionCode: string, today: string, running: bigint): string =>
  `${prefix}-${regionCode.slice(0, 9)}-${today.slice(0, 4)}-${String(running).padStart(4, '0')}`;

function classesOf(items: readonly string[], policy: Policy): string[] {
  const known = new Map(policy.values['catalogue.items'].map((one) => [one.id, one.class]));
  const strange = items.find((item) => !known.has(item));
  if (strange !== undefined)
    throw problem(householdProblems, 'funding.households.class', { item: strange }, { at: 'items' });
  return [...new Set(items.map((item) => known.get(item) ?? ''))].sort();
}

async function schemeOf(ctx: Ctx, estateId: string, schemeId: string | null) {
  if (schemeId === null) return { schemeVersion: null, why: [] as Why[] };
  const scheme = await approvedScheme(ctx.tx, { schemeId });
  if (!scheme?.estateIds.includes(estateId))
    throw problem(householdProblems, 'funding.households.scheme', {}, { at: 'schemeId' });
  const value = `${scheme.title} 第 ${scheme.version} 版，${scheme.approvedOn} 批准`;
  return { schemeVersion: scheme.version, why: [{ label: '方案', value, basis: '五(五)' }] };
}

/** Everything of a collection but its identity, as it is written; the bills follow from it. */
async function rowOf(ctx: Ctx, estate: EstateHead, input: Values) {
  const policy = await policyOn(ctx.tx, estate.regionCode, ctx.today);
  const classes = classesOf(input.items, policy);
  const scheme = await schemeOf(ctx, estate.id, input.schemeId);
  if (input.method === 'agreement' && input.agreementFile === null)
    throw problem(householdProblems, 'funding.households.agreement-file', {}, { at: 'agreementFile' });
  if (input.agreementFile) await fileOf(ctx.tx, estate.id, input.agreementFile, 'agreementFile');
  const coefficients = input.coefficients ?? policy.values['funding.floorCoefficients'];
  const parts = await partsAsked(ctx, estate.id, input);
  const rows = divideParts(parts, input, coefficients);
  const scopeName = [estate.name, input.building, input.entrance].filter(Boolean).join('');
  const building = input.scope === 'estate' ? null : input.building;
  const entrance = input.scope === 'entrance' ? input.entrance : null;
  return {
    parts,
    rows,
    values: {
      ...{ title: input.title, scope: input.scope, building, entrance, scopeName, classes },
      ...{ schemeId: input.schemeId, schemeVersion: scheme.schemeVersion, items: [...input.items] },
      ...{ amountSource: input.amountSource, amountBasis: input.amountBasis, totalFen: input.totalFen },
      amountWhy: JSON.stringify(scheme.why),
      method: input.method,
      methodBasis: JSON.stringify(methodBasisOf(input.method, input.coefficients !== null, policy)),
      kinds: [...input.kinds],
      coefficients: input.method === 'floor' ? JSON.stringify(coefficients) : null,
      agreementFile: input.agreementFile,
      payee: JSON.stringify(input.payee),
    },
  };
}

/** Drafts a collection and divides it; the same key twice is one collection. */
export async function createCollection(ctx: Ctx, input: Values & { estateId: string; key: string }) {
  const estate = await livingEstate(ctx.tx, input.estateId);
  const before = await ctx.tx
    .selectFrom('fundingCollection')
    .select(['id', 'version'])
    .where('estateId', '=', estate.id)
    .where('key', '=', input.key)
    .executeTakeFirst();
  if (before) throw problem(householdProblems, 'funding.households.key-used');
  const { parts, rows, values } = await rowOf(ctx, estate, input);
  const running = await nextNumber(ctx, 'GJ', estate.regionCode);
  const of = { id: randomUUID(), estateId: estate.id, regionCode: estate.regionCode };
  await ctx.tx
    .insertInto('fundingCollection')
    .values({
      ...of,
      ...values,
      ...{ number: numberText('GJ', estate.regionCode, ctx.today, running), state: 'draft', key: input.key },
      ...{ createdAt: ctx.now, createdBy: ctx.actor.name },
    })
    .execute();
  await writeBills(ctx, of, parts, rows);
  const detail = { estate: estate.id, total: input.totalFen, method: input.method, parts: parts.length };
  await audit(ctx, 'create', 'collection', of, detail);
  return { id: of.id, version: 1 };
}

/** Changes a drafted collection and divides it anew. */
export async function editCollection(ctx: Ctx, input: Values & { id: string; version: number }) {
  const row = await lockCollection(ctx.tx, input.id, input.version);
  mustBe(row, ['draft'], '修改');
  const estate = await livingEstate(ctx.tx, row.estateId);
  const { parts, rows, values } = await rowOf(ctx, estate, input);
  await ctx.tx
    .updateTable('fundingCollection')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await writeBills(ctx, row, parts, rows);
  await audit(ctx, 'edit', 'collection', row, { total: input.totalFen, method: input.method });
  return { id: row.id, version: row.version + 1 };
}

/** Cancels what is drafted; ends what is issued, so that no more reminders go out. */
export async function endCollection(ctx: Ctx, input: { id: string; version: number; reason: string }) {
  const row = await lockCollection(ctx.tx, input.id, input.version);
  mustBe(row, ['draft', 'issued'], '取消或结束');
  const state = row.state === 'draft' ? 'cancelled' : 'closed';
  await ctx.tx
    .updateTable('fundingCollection')
    .set({ state, cancelReason: input.reason, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await audit(ctx, state === 'closed' ? 'close' : 'cancel', 'collection', row, { reason: input.reason });
  return { id: row.id, version: (await findCollection(ctx.tx, row.id)).version };
}
