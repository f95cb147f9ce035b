import { open } from 'node:fs/promises';
import { type Annotation, writeAnnotatedCopy } from '#platform/documents/xlsx-write/annotated-copy.ts';
import { type TableColumn, type TableValue, writeTable } from '#platform/documents/xlsx-write/table.ts';
import { writeTemplate } from '#platform/documents/xlsx-write/template.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import { problem } from '#shared/problem.ts';
import { maskSheets } from '../../domain/roll/mask-sheets.ts';
import { areaSourceNames, areaSources, partKindNames, partKinds } from '../../domain/roll/part.ts';
import { surveyProblems } from '../../problems.ts';
import { findEstate } from '../estate-detail.query.ts';
import { auditEstate } from '../estates.write.ts';
import { xlsxType } from '../import-files.ts';
import { type RevealedOwner, revealOwners } from './owner-match.ts';
import { allParts, type PartItem, type PartQuery } from './part-list.query.ts';
import { auditPart, findPart } from './part-row.ts';
import { auditRoll } from './roll-imports.ts';
import { readRollSource, rollSource } from './roll-source.ts';

const partColumns: readonly TableColumn[] = [
  { title: '楼号', width: 10 },
  { title: '单元', width: 10 },
  { title: '房号', width: 12 },
  { title: '楼层', width: 8 },
  { title: '房屋用途', width: 14 },
  { title: '建筑面积(㎡)', width: 14, format: '#,##0.00##' },
  { title: '面积来源', width: 16 },
  { title: '权证号或合同号', width: 22 },
  { title: '有无产权', width: 10 },
  { title: '销售状态', width: 10 },
];
const cellsOf = (part: PartItem): TableValue[] => [
  part.building,
  part.entrance,
  part.room,
  part.floor,
  partKindNames[part.kind],
  part.areaCm2 === null ? null : Number(part.areaCm2) / 10_000,
  part.areaSource === null ? null : areaSourceNames[part.areaSource],
  part.areaEvidence,
  part.titled ? '有' : '无',
  part.unsold ? '未售' : '已售',
];

/** The roll as the list's query finds it, names masked; headings the reader takes back in. */
export async function exportRoll(ctx: Ctx, input: PartQuery): Promise<Download> {
  const estate = await findEstate(ctx, input.id);
  const parts = await allParts(ctx, input);
  const body = await writeTable({
    sheet: '专有部分',
    title: `${estate.name} 专有部分与业主`,
    notes: [`${ctx.today} 由 ${ctx.actor.name} 导出，姓名已遮盖`],
    columns: [...partColumns, { title: '业主', width: 24 }, { title: '共有代表', width: 14 }],
    rows: parts.map((part) => [
      ...cellsOf(part),
      part.owners.map(({ nameMasked }) => nameMasked).join('、'),
      part.owners.find(({ nominated }) => nominated)?.nameMasked ?? '',
    ]),
  });
  return { name: `${estate.name} 专有部分与业主 ${ctx.today}.xlsx`, mediaType: xlsxType, body };
}

/** The same with names, numbers and telephones in full; the reason goes into the audit log. */
export async function exportFullRoll(ctx: Ctx, input: PartQuery & { reason: string }): Promise<Download> {
  const estate = await findEstate(ctx, input.id);
  const parts = await allParts(ctx, input);
  const ids = [...new Set(parts.flatMap((part) => part.owners.map(({ id }) => id)))];
  const clear = new Map((await revealOwners(ctx, ids)).map((owner) => [owner.id, owner]));
  const of = (part: PartItem, pick: (owner: RevealedOwner) => string | null) =>
    part.owners
      .map(({ id }) => pick(clear.get(id) ?? blankOwner) ?? '')
      .join('、')
      .replace(/^、+$/, '');
  const body = await writeTable({
    sheet: '业主名册',
    title: `${estate.name} 业主名册`,
    notes: [
      `${ctx.today} 由 ${ctx.actor.name} 导出，含个人信息，用途：${input.reason}。用后即毁，不得转发。`,
    ],
    columns: [
      ...partColumns,
      { title: '业主姓名', width: 20 },
      { title: '证件号码', width: 24 },
      { title: '联系电话', width: 18 },
      { title: '共有代表', width: 12 },
    ],
    rows: parts.map((part) => [
      ...cellsOf(part),
      of(part, ({ name }) => name),
      of(part, ({ number }) => number),
      of(part, ({ phone }) => phone),
      clear.get(part.owners.find(({ nominated }) => nominated)?.id ?? '')?.name ?? '',
    ]),
  });
  await auditEstate(ctx, 'survey.owner.reveal', estate, {
    reason: input.reason,
    owners: ids.length,
    export: true,
  });
  return { name: `${estate.name} 业主名册 ${ctx.today}.xlsx`, mediaType: xlsxType, body };
}
const blankOwner: RevealedOwner = { id: '', kind: 'person', name: '', number: null, phone: null };

/** The roll as handed in with every fault marked, names and numbers masked. */
export const annotatedRoll = (ctx: Ctx, input: { id: string }): Promise<Download> =>
  annotated(ctx, input.id, true);

/** The same in full; the reason goes into the audit log. */
export async function annotatedFullRoll(ctx: Ctx, input: { id: string; reason: string }): Promise<Download> {
  const { row } = await rollSource(ctx, input.id);
  await auditRoll(ctx, 'survey.owner.reveal', row, { reason: input.reason, estateId: row.estateId });
  return annotated(ctx, input.id, false);
}

async function annotated(ctx: Ctx, id: string, masked: boolean): Promise<Download> {
  const source = await rollSource(ctx, id);
  const { workbook, reading } = await readRollSource(ctx, source);
  const rows = await ctx.tx
    .selectFrom('surveyRollRow')
    .select(['sheet', 'issues'])
    .where('importId', '=', id)
    .orderBy('seq')
    .execute();
  const annotations = rows.flatMap(({ sheet, issues }) =>
    (issues as Omit<Annotation, 'sheet'>[]).map((issue): Annotation => ({ ...issue, sheet })),
  );
  const sheets = masked ? maskSheets(workbook.sheets, reading.sheets) : workbook.sheets;
  return {
    name: `${source.row.fileName.replace(/\.[^.]+$/, '')}（批注）.xlsx`,
    mediaType: xlsxType,
    body: await writeAnnotatedCopy({ ...workbook, sheets }, annotations),
  };
}

const guideLines = [
  '业主名册 填报说明',
  '1. 每处专有部分（住宅、商铺、有独立产权的车库和储藏室）填一行；一栋一张表也可以，表名写楼号。',
  '2. 建筑面积单位为平方米，写清来源：不动产登记簿优先，没有登记的用测绘实测，再没有的用买卖合同。',
  '3. 共有房屋把全部共有人写在一格，用顿号隔开，证件号和电话按同样顺序；也可以每位共有人各占一行。',
  '4. 尚未售出或交付的，销售状态填“未售”，业主留空。',
  '5. 证件号码列已设为文本，请勿改成数字，否则后几位会丢失。',
  '6. 使用人（承租人等）填在使用人列，不要写进业主列。',
  '7. 上传后系统逐格列出全部问题，确认后才登记；姓名和号码加密保存。',
];

/** The blank roll with its drop-downs. */
export async function rollTemplate(): Promise<Download> {
  const body = await writeTemplate({
    guide: { name: '填报说明', lines: guideLines },
    sheets: [
      {
        name: '业主名册',
        columns: [
          { title: '序号', width: 6 },
          { title: '小区名称', width: 20 },
          { title: '楼号' },
          { title: '单元' },
          { title: '房号' },
          { title: '楼层' },
          { title: '房屋用途', options: partKinds.map((kind) => partKindNames[kind]), width: 14 },
          { title: '建筑面积(㎡)', format: '#,##0.00', width: 14 },
          { title: '面积来源', options: areaSources.map((source) => areaSourceNames[source]), width: 16 },
          { title: '权证号或合同号', format: '@', width: 22 },
          { title: '有无产权', options: ['有', '无'] },
          { title: '销售状态', options: ['已售', '未售'] },
          { title: '业主姓名', width: 18 },
          { title: '证件号码', format: '@', width: 24 },
          { title: '联系电话', format: '@', width: 16 },
          { title: '共有代表', hint: '共有人推选的表决代表，须是本行业主之一。' },
          { title: '使用人' },
          { title: '使用人电话', format: '@', width: 16 },
          { title: '备注', width: 20 },
        ],
      },
    ],
  });
  return { name: '业主名册模板.xlsx', mediaType: xlsxType, body };
}

export const paperPurpose = 'survey.nomination';
export const paperLimitBytes = 20 * 1024 * 1024;
const kinds: readonly (readonly [string, string])[] = [
  ['25504446', 'application/pdf'],
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
];

/** Takes in the co-owners' signed paper; what its bytes begin with decides what it is, not its name. */
export async function uploadNomination(
  ctx: Ctx,
  upload: Upload,
  input: { id: string },
): Promise<{ fileId: string }> {
  const part = await findPart(ctx, input.id);
  const start = Buffer.alloc(4);
  const handle = await open(upload.path, 'r');
  try {
    await handle.read(start, 0, 4, 0);
  } finally {
    await handle.close();
  }
  const mediaType = kinds.find(([begin]) => start.toString('hex').startsWith(begin))?.[1];
  if (!mediaType) throw problem(surveyProblems, 'survey.nominate.file');
  const file = await ctx.files.record(ctx.tx, upload, {
    name: upload.name,
    mediaType,
    purpose: paperPurpose,
    regionCode: part.regionCode,
    createdBy: ctx.actor.id,
    now: ctx.now,
  });
  await auditPart(ctx, part, 'survey.roll.edit', { nominationPaper: file.id, sha256: file.sha256 });
  return { fileId: file.id };
}

/** The paper names people in full: it is opened with a reason. */
export async function nominationPaper(ctx: Ctx, input: { id: string; reason: string }): Promise<Download> {
  const part = await findPart(ctx, input.id);
  const row = await ctx.tx
    .selectFrom('surveyOwnership')
    .select('nominationFile')
    .where('partId', '=', part.id)
    .where('nominated', '=', true)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (!row?.nominationFile) throw problem(surveyProblems, 'survey.nominate.paper');
  const file = await ctx.files.find(ctx.tx, row.nominationFile);
  await auditPart(ctx, part, 'survey.owner.reveal', { nominationPaper: file.id, reason: input.reason });
  return { name: file.name, mediaType: file.mediaType, body: ctx.files.open(file.sha256) };
}
