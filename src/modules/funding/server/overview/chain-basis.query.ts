import { sql } from 'kysely';
import { passedMatters } from '#modules/participation/index.ts';
import { approvedScheme } from '#modules/scheme/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import { estateNames, itemNames } from '../works/names.query.ts';
import type { ChainLink, ChainSubject, Step, Use } from './chain-subject.query.ts';

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
const chinaDay = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();

/** Passed votes of the estates; money of residents and of the maintenance fund needs one. */
export async function voteStep(ctx: Ctx, uses: readonly Use[]): Promise<Step> {
  const estates = unique(uses.map((one) => one.estateId));
  const nameOf = await estateNames(ctx, estates);
  const links: ChainLink[] = [];
  const gaps: string[] = [];
  for (const estateId of estates) {
    const passed = await passedMatters(ctx.tx, estateId);
    if (passed.length === 0) gaps.push(`没有找到表决：“${nameOf(estateId)}”没有已通过的表决事项。`);
    for (const one of passed)
      links.push({
        key: `${one.voteId}:${one.matterId}`,
        number: one.number,
        title: `${nameOf(estateId)} · ${one.matterTitle}`,
        day: one.closedAt ? chinaDay(one.closedAt) : null,
        amountFen: null,
        by: '业主共同决定',
        path: `/participation/votes/${one.voteId}`,
        note: one.resultPostedOn ? `结果于 ${one.resultPostedOn} 公示` : '结果尚未公示',
      });
  }
  return { step: 'vote', links, gaps, remark: '' };
}

/** The approved schemes of the estates, and the version the contract was signed under. */
export async function schemeStep(ctx: Ctx, subject: ChainSubject, uses: readonly Use[]): Promise<Step> {
  const estates = unique(uses.map((one) => one.estateId));
  const nameOf = await estateNames(ctx, estates);
  const terms = await ctx.tx
    .selectFrom('fundingContractTerms')
    .select('schemes')
    .where('contractId', '=', subject.contractId)
    .executeTakeFirst();
  const signed = (terms?.schemes ?? {}) as Readonly<Record<string, number>>;
  const links = new Map<string, ChainLink>();
  const gaps: string[] = [];
  for (const estateId of estates) {
    const scheme = await approvedScheme(ctx.tx, { estateId });
    if (!scheme) {
      gaps.push(`没有找到方案：“${nameOf(estateId)}”没有批准的改造方案。`);
      continue;
    }
    const under = signed[scheme.schemeId];
    const approval = await ctx.tx
      .selectFrom('schemeVersion')
      .select(['approvedBy', 'documentNumber'])
      .where('id', '=', scheme.versionId)
      .executeTakeFirst();
    const items = new Set(uses.filter((one) => one.estateId === estateId).map((one) => one.item));
    const lacking = [...items].filter(
      (item) => !scheme.lines.some((line) => line.estateId === estateId && line.item === item),
    );
    const itemOf = await itemNames(ctx);
    for (const item of lacking)
      gaps.push(`没有找到方案中的“${itemOf(item)}”：“${nameOf(estateId)}”现行方案没有这项内容。`);
    links.set(scheme.schemeId, {
      key: scheme.schemeId,
      number: [approval?.documentNumber, `第 ${scheme.version} 版`].filter(Boolean).join(' '),
      title: scheme.title,
      day: scheme.approvedOn,
      amountFen: String(scheme.totalFen),
      by: approval?.approvedBy ?? '',
      path: `/scheme/schemes/${scheme.schemeId}`,
      note:
        under === undefined
          ? '合同没有记明所依据的方案版本'
          : under === scheme.version
            ? '合同依据这一版签订'
            : `合同依据第 ${under} 版签订，其后有批准的变更`,
    });
  }
  return { step: 'scheme', links: [...links.values()], gaps, remark: '' };
}

/** The contract and the papers that changed it. */
export async function contractStep(ctx: Ctx, subject: ChainSubject): Promise<Step> {
  const row = await ctx.tx
    .selectFrom('fundingContract')
    .selectAll()
    .where('id', '=', subject.contractId)
    .executeTakeFirst();
  if (!row)
    return { step: 'contract', links: [], remark: '', gaps: ['没有找到合同：它不在您的管辖范围内。'] };
  const path = `/funding/contracts/${row.id}`;
  const changes = await ctx.tx
    .selectFrom('fundingContractChange')
    .selectAll()
    .where('contractId', '=', row.id)
    .orderBy('at')
    .execute();
  return {
    step: 'contract',
    remark: '',
    links: [
      {
        ...{ key: row.id, number: row.number, title: row.title, day: row.signedOn, path },
        ...{ amountFen: String(row.amountFen), by: row.signedBy, note: `签约单位：${row.contractor}` },
      },
      ...changes.map((one) => ({
        ...{ key: one.id, number: one.documentNumber, title: '合同变更', day: one.approvedOn, path },
        ...{ amountFen: String(one.afterFen - one.beforeFen), by: one.byName, note: one.reason },
      })),
    ],
    gaps: row.fileId ? [] : [`合同“${row.number}”没有附合同文本。`],
  };
}

type Measured = {
  id: string;
  number: string;
  day: string;
  gross: bigint;
  by: string;
  work: string;
  file: boolean;
};

/** Measured work of what is paid for, up to the authorisation. */
export async function measurementStep(ctx: Ctx, subject: ChainSubject, uses: readonly Use[]): Promise<Step> {
  if (subject.kind === 'advance')
    return { step: 'measurement', links: [], gaps: [], remark: '预付款不以计量为前提，从以后的计量中扣回。' };
  const { rows } = await sql<Measured>`
    select m.id, m.document_number as number, m.measured_on as day, sum(l.gross_fen)::bigint as gross, m.by_name as by,
      string_agg(coalesce(nullif(k.title, ''), l.line_id) || ' ' || l.quantity || k.unit, '；' order by l.position) as work,
      m.file_id is not null as file
    from funding_measurement m join funding_measurement_line l on l.measurement_id = m.id
      join funding_cell c on c.id = l.cell_id
      left join funding_contract_line k on k.contract_id = m.contract_id and k.line_id = l.line_id
    where m.contract_id = ${subject.contractId} and m.reversed_at is null
      and (c.estate_id::text || ' ' || c.item) = any(${uses.map((one) => `${one.estateId} ${one.item}`)}::text[])
      and m.at <= coalesce((select a.at from funding_authorisation a where a.id = ${subject.authorisationId}::uuid), 'infinity')
    group by m.id order by m.at, m.id`.execute(ctx.tx);
  const missing = rows.length === 0 ? ['没有找到计量：所付内容没有登记过计量。'] : [];
  const bare = rows.filter((one) => !one.file).map((one) => `${one.day} 的计量没有附签证文件。`);
  return {
    step: 'measurement',
    remark: '',
    links: rows.map((one) => ({
      ...{ key: one.id, number: one.number, title: one.work, day: one.day, by: one.by },
      amountFen: String(one.gross),
      path: `/funding/contracts/${subject.contractId}`,
      note: '所付内容的产值',
    })),
    gaps: [...missing, ...bare],
  };
}
