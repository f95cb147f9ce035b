import { sql } from 'kysely';
import type { Figure } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';

const wan = (fen: bigint | number | string): number => Math.round(Number(fen) / 10_000) / 100;

/** Money arranged out of a channel, 万元, over what the asking user sees. */
const arranged =
  (...channels: readonly string[]) =>
  async (ctx: Ctx): Promise<number> => {
    const { rows } = await sql<{ fen: string }>`
      select coalesce(sum(b.balance_fen), 0)::text as fen from funding_balance b join funding_source s on s.id = b.source_id
      where s.channel = any(${channels}) and b.account in
        ('arranged', 'committed', 'retained', 'payable', 'authorised', 'paid', 'inKind')`.execute(ctx.tx);
    return wan(rows[0]?.fen ?? 0);
  };

async function packages(ctx: Ctx): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('fundingPackage')
    .where('state', '=', 'adopted')
    .select((one) => one.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function openCases(ctx: Ctx): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('fundingCase')
    .where('state', '=', 'open')
    .select((one) => one.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Live figures of clauses 五(五), 五(六) and 六 for the page 政策落实. */
export const fundingFigures: readonly Figure[] = [
  {
    clause: '五(五)',
    title: '已安排资金（含实物）',
    unit: '万元',
    query: arranged('residents', 'utilities', 'formerOwners', 'fiscal', 'social', 'other'),
  },
  { clause: '五(五)', title: '未处理的违规事项', unit: '件', query: openCases },
  { clause: '五(六)', title: '已采用的社会资本项目包', unit: '个', query: packages },
  { clause: '六(一)', title: '居民出资安排', unit: '万元', query: arranged('residents') },
  { clause: '六(二)', title: '专营单位出资安排', unit: '万元', query: arranged('utilities') },
  { clause: '六(三)', title: '原产权单位出资安排', unit: '万元', query: arranged('formerOwners') },
  { clause: '六(四)', title: '财政资金安排', unit: '万元', query: arranged('fiscal') },
  { clause: '六(五)', title: '社会资金安排', unit: '万元', query: arranged('social') },
  { clause: '六(六)', title: '其他资金安排', unit: '万元', query: arranged('other') },
];
