import { randomUUID } from 'node:crypto';
import type { Policy } from '#modules/policy/index.ts';
import { type Part, partsOf } from '#modules/survey/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { yuanText } from '../../domain/household/amount.ts';
import { type AgreedRow, type DivisionFault, divideCollection } from '../../domain/household/divide.ts';
import type { CollectionScope, DivideMethod, PartKind } from '../../domain/household/words.ts';
import { householdProblems } from '../../problems-households.ts';
import { type MethodBasis, placeOf, somePlaces } from './rows.ts';

export type DivisionInput = {
  readonly scope: CollectionScope;
  readonly building: string | null;
  readonly entrance: string | null;
  readonly kinds: readonly PartKind[];
  readonly method: DivideMethod;
  readonly totalFen: bigint;
  readonly coefficients: Readonly<Record<string, string>> | null;
  readonly agreed: readonly {
    readonly partId: string;
    readonly amountFen?: bigint | undefined;
    readonly weight?: bigint | undefined;
  }[];
};

/** The parts a collection asks: those of its scope and kinds, unsold ones too, for they are the developer's. */
export async function partsAsked(ctx: Pick<Ctx, 'tx'>, estateId: string, of: DivisionInput): Promise<Part[]> {
  const parts = await partsOf(ctx.tx, estateId, {
    building: of.scope === 'estate' ? undefined : (of.building ?? ''),
    entrance: of.scope === 'entrance' ? (of.entrance ?? '') : undefined,
  });
  return parts.filter((part) => of.kinds.includes(part.kind));
}

/** Why the parts' weights are what they are: the article, or the agreement. */
export function methodBasisOf(method: DivideMethod, own: boolean, policy: Policy): MethodBasis {
  const known = { unverified: false, note: '' };
  if (method === 'area')
    return { article: '民法典第二百八十三条（没有约定的，按专有部分面积所占比例）', ...known };
  if (method === 'floor') {
    const entry = policy.pack.parameters.find((one) => one.id === 'funding.floorCoefficients');
    return own
      ? { article: '本单元业主约定的楼层系数', ...known }
      : {
          article: '加装电梯分摊的楼层系数',
          unverified: entry?.unverified ?? false,
          note: entry?.source ?? '',
        };
  }
  if (method === 'equal') return { article: '民法典第二百八十三条（按业主的约定，各户均摊）', ...known };
  return { article: '民法典第二百八十三条（有约定的，按照约定）', ...known };
}

function refusalOf(fault: DivisionFault): Problem {
  const make = (code: keyof typeof householdProblems, values: Record<string, string | number> = {}) =>
    problem(householdProblems, code, values);
  const of = (places: readonly string[]) => ({ count: places.length, places: somePlaces(places) });
  switch (fault.code) {
    case 'empty':
      return make('funding.households.parts-empty');
    case 'nobody':
      return make('funding.households.nobody');
    case 'area-unknown':
      return make('funding.households.area-unknown', of(fault.places));
    case 'floor-unknown':
      return make('funding.households.floor-unknown', of(fault.places));
    case 'coefficient-missing':
      return make('funding.households.coefficient', { floor: fault.floor, places: somePlaces(fault.places) });
    case 'agreement-missing':
      return make('funding.households.agreement-missing', of(fault.places));
    case 'agreement-strange':
      return make('funding.households.agreement-strange');
    case 'agreement-mixed':
      return make('funding.households.agreement-mixed');
    case 'agreement-sum': {
      const gap =
        fault.sumFen > fault.totalFen ? fault.sumFen - fault.totalFen : fault.totalFen - fault.sumFen;
      const values = { sum: yuanText(fault.sumFen), total: yuanText(fault.totalFen), gap: yuanText(gap) };
      return make('funding.households.agreement-sum', values);
    }
  }
}

const agreedRows = (rows: DivisionInput['agreed']): AgreedRow[] =>
  rows.map(({ partId, amountFen, weight }) => ({
    partId,
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(weight === undefined ? {} : { weight }),
  }));

/** Each part with its share; throws the sentence that says which part lacks what. */
export function divideParts(parts: readonly Part[], of: DivisionInput, coefficients: Record<string, string>) {
  const divided = divideCollection(
    of.totalFen,
    parts.map((part) => ({ id: part.id, place: placeOf(part), areaCm2: part.areaCm2, floor: part.floor })),
    { method: of.method, coefficients, agreed: agreedRows(of.agreed) },
  );
  if (!divided.ok) throw refusalOf(divided.fault);
  return divided.rows;
}

/** Writes the bills of a drafted collection anew; pledges and reliefs of parts that stay are kept. */
export async function writeBills(
  ctx: Ctx,
  of: { readonly id: string; readonly estateId: string; readonly regionCode: string },
  parts: readonly Part[],
  rows: ReturnType<typeof divideParts>,
): Promise<void> {
  const { tx } = ctx;
  const ids = parts.map((part) => part.id);
  const gone = tx
    .selectFrom('fundingBill')
    .select('id')
    .where('collectionId', '=', of.id)
    .where('partId', 'not in', ids);
  const relieved = await tx
    .selectFrom('fundingRelief')
    .select('id')
    .where('billId', 'in', gone)
    .executeTakeFirst();
  if (relieved) throw problem(householdProblems, 'funding.households.has-relief');
  await tx
    .deleteFrom('fundingBill')
    .where('collectionId', '=', of.id)
    .where('partId', 'not in', ids)
    .execute();
  const shares = new Map(rows.map((row) => [row.id, row]));
  for (let from = 0; from < parts.length; from += 1000)
    await tx
      .insertInto('fundingBill')
      .values(
        parts.slice(from, from + 1000).map((part, n) => ({
          ...{ id: randomUUID(), collectionId: of.id, estateId: of.estateId, regionCode: of.regionCode },
          ...{ partId: part.id, position: from + n, building: part.building, entrance: part.entrance },
          ...{ room: part.room, floor: part.floor, kind: part.kind, areaCm2: part.areaCm2 },
          ownerMasked: part.unsold ? '开发企业（未售）' : part.owners.map((one) => one.nameMasked).join('、'),
          weight: shares.get(part.id)?.weight ?? '0',
          shareFen: shares.get(part.id)?.amountFen ?? 0n,
        })),
      )
      .onConflict((conflict) =>
        conflict.constraint('funding_bill_part_key').doUpdateSet((row) => ({
          position: row.ref('excluded.position'),
          building: row.ref('excluded.building'),
          entrance: row.ref('excluded.entrance'),
          room: row.ref('excluded.room'),
          floor: row.ref('excluded.floor'),
          kind: row.ref('excluded.kind'),
          areaCm2: row.ref('excluded.areaCm2'),
          ownerMasked: row.ref('excluded.ownerMasked'),
          weight: row.ref('excluded.weight'),
          shareFen: row.ref('excluded.shareFen'),
        })),
      )
      .execute();
}
