import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { regionsIn } from '#modules/identity/index.ts';
import { writeTable } from '#platform/documents/xlsx-write/table.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { dayShape, financeImportKinds } from '../../../contract-finance-imports.ts';
import { indicatorChannels } from '../../../domain/allocation/indicator-words.ts';
import { allocationProblems } from '../../../problems-allocations.ts';
import { auditImport } from './import-row.ts';

export const checkImportKind = 'funding.allocations.check';
export const commitImportKind = 'funding.allocations.commit';
export const importLimitBytes = 20 * 1024 * 1024;
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const blank = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), shape.nullable().default(null));
/** What is said when a file is handed in; used where the file itself is silent. */
export const importInput = z.strictObject({
  kind: z.enum(financeImportKinds),
  unit: blank(z.enum(['yuan', 'wan'])),
  documentNumber: blank(z.string().trim().max(120)),
  channel: blank(z.enum(indicatorChannels)),
  budgetYear: blank(z.coerce.number().int().min(2000).max(2100)),
  expiresOn: blank(dayShape),
  voucherKind: blank(z.enum(['receipt', 'payment'])),
});
export type ImportDefaults = z.output<typeof importInput>;

/** Takes a file in and queues its checking; the same bytes are never booked twice. */
export async function uploadImport(
  ctx: Ctx,
  upload: Upload,
  input: ImportDefaults,
): Promise<{ id: string; jobId: string }> {
  const regionCode = ctx.actor.scope;
  if (regionCode.length < 6) throw problem(allocationProblems, 'funding.import.region');
  const earlier = await ctx.tx
    .selectFrom('fundingFinanceImport')
    .select(['createdBy', 'createdAt'])
    .where('fileHash', '=', upload.sha256)
    .where('kind', '=', input.kind)
    .where('state', 'in', ['committing', 'committed'])
    .executeTakeFirst();
  if (earlier)
    throw problem(allocationProblems, 'funding.import.file-known', {
      who: earlier.createdBy,
      when: earlier.createdAt.toISOString().slice(0, 10),
    });
  const file = await ctx.files.record(ctx.tx, upload, {
    ...{ name: upload.name, mediaType: 'application/octet-stream', purpose: `funding.${input.kind}` },
    ...{ regionCode, createdBy: ctx.actor.id, now: ctx.now },
  });
  const id = randomUUID();
  const jobId = await ctx.enqueue({
    ...{ kind: checkImportKind, title: `核对 ${upload.name}`, input: { importId: id }, regionCode },
  });
  await ctx.tx
    .insertInto('fundingFinanceImport')
    .values({
      ...{
        id,
        regionCode,
        kind: input.kind,
        fileId: file.id,
        fileName: upload.name,
        fileHash: upload.sha256,
      },
      ...{ defaults: JSON.stringify(input), state: 'checking', jobId, createdById: ctx.actor.id },
      ...{ createdBy: ctx.actor.name, createdAt: ctx.now },
    })
    .execute();
  await auditImport(ctx, { id, regionCode }, 'funding.allocations.upload', {
    ...{ kind: input.kind, sha256: upload.sha256, bytes: upload.sizeBytes },
  });
  return { id, jobId };
}

const templates = {
  indicator: {
    name: '指标文件模板.xlsx',
    heads: ['序号', '指标文号', '街道（乡镇）', '用途', '资金性质', '年度', '金额（万元）', '使用期限'],
    row: (place: string) => [1, '示例〔2021〕1号', place, '基础类改造', '中央补助', 2021, 100, '2022-12-31'],
  },
  voucher: {
    name: '国库凭证模板.xlsx',
    heads: ['凭证号', '日期', '业务类型', '收款人', '付款人', '金额（元）', '指标文号', '摘要'],
    row: () => ['示例0001', '2021-07-01', '到账', '', '区财政局', 1000000, '示例〔2021〕1号', '拨款'],
  },
} as const;

/** A form with the headings that are surely understood and one line as an example. */
export async function importTemplate(
  ctx: Ctx,
  { kind }: { kind: (typeof financeImportKinds)[number] },
): Promise<Download> {
  const { name, heads, row } = templates[kind];
  const place = (await regionsIn(ctx, ctx.actor.scope)).find(({ code }) => code.length === 9)?.name ?? '';
  const table = {
    sheet: '填表',
    columns: heads.map((title) => ({ title, width: 18 })),
    rows: [row(place)],
  };
  return { name, mediaType: xlsxType, body: await writeTable(table) };
}
