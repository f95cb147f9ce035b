import { readFile } from 'node:fs/promises';
import { policyOn } from '#modules/policy/index.ts';
import { readDocument } from '#platform/documents/read-document.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { Download, Upload } from '#platform/http/raw.ts';
import type { ChannelView, ImportView } from '../contract-shapes.ts';
import type { Budget } from '../domain/build-instance.ts';
import { className } from '../domain/names.ts';
import { budgetRows, capacityOf, channelsOf } from './budget.query.ts';
import { type BudgetFault, type BudgetReading, readBudget, readBudgetText } from './budget-file.ts';
import {
  budgetOfWorkbook,
  budgetSheetName,
  capacityHeads,
  capacitySheetName,
  channelHeads,
} from './budget-sheet.ts';
import { ownDistrict } from './district.ts';
import { channelChanges } from './save-budget.ts';
import { workbookDownload } from './sheets.ts';

type Present = {
  readonly years: readonly number[];
  readonly channels: readonly ChannelView[];
  readonly capacity: Awaited<ReturnType<typeof capacityOf>>;
};

async function presentBudget(ctx: Ctx): Promise<Present> {
  const district = ownDistrict(ctx);
  const policy = await policyOn(ctx.tx, ctx.actor.scope, ctx.today);
  return {
    years: policy.values['cycle.payYears'],
    channels: channelsOf(policy, await budgetRows(ctx.tx, district)),
    capacity: await capacityOf(ctx, district),
  };
}

async function readUpload(upload: Upload, present: Present): Promise<BudgetReading> {
  const bytes = await readFile(upload.path);
  if (/\.(ya?ml|json)$/i.test(upload.name)) return readBudgetText(bytes.toString('utf8'));
  const { input, faults } = budgetOfWorkbook(await readDocument(bytes, upload.name), present);
  return faults.length > 0 ? { ok: false, faults } : readBudget(input);
}

/** What the file names that the district has not: years, channels, subdistricts. */
function placeFaults(budget: Budget, present: Present): BudgetFault[] {
  const faults: BudgetFault[] = [];
  for (const year of budget.years)
    if (!present.years.includes(year))
      faults.push({ at: 'years', message: `${year} 年不在资金年度 ${present.years.join('、')} 之内` });
  for (const { id } of budget.channels)
    if (!present.channels.some((one) => one.id === id))
      faults.push({ at: `channels.${id}`, message: `没有编号为“${id}”的资金渠道` });
  for (const code of budget.capacity.keys())
    if (!present.capacity.some((one) => one.subdistrict === code))
      faults.push({ at: `capacity.${code}`, message: `没有代码为 ${code} 的街道（乡镇）` });
  return faults;
}

const byYear = <A, B>(map: ReadonlyMap<number, A>, turn: (value: A) => B): Record<string, B> =>
  Object.fromEntries([...map].map(([year, value]) => [String(year), turn(value)]));

function viewOf(budget: Budget, present: Present): ImportView {
  const changes: { label: string; from: string; to: string }[] = [];
  const channels = budget.channels.flatMap((channel) => {
    const before = present.channels.find((one) => one.id === channel.id);
    if (!before) return [];
    const amounts = byYear(channel.amounts, String);
    const classes = [...channel.classes] as ChannelView['classes'];
    const edit = { id: channel.id, classes, carry: channel.carry, amounts };
    for (const { label, from, to } of channelChanges(before, edit))
      changes.push({ label, from: from ?? '—', to: to ?? '—' });
    return [{ ...edit, version: before.version }];
  });
  const capacity = [...budget.capacity].flatMap(([code, map]) => {
    const before = present.capacity.find((one) => one.subdistrict === code);
    if (!before) return [];
    for (const [year, value] of map) {
      const from = before.households[String(year)];
      if (from !== value)
        changes.push({
          label: `${before.name} ${year} 年施工能力`,
          from: from === undefined ? '不限' : `${from} 户`,
          to: `${value} 户`,
        });
    }
    return [{ subdistrict: code, households: byYear(map, Number), version: before.version }];
  });
  return { faults: [], channels, capacity, changes };
}

/** Reads an uploaded budget and answers what it would change, or every fault; stores nothing. */
export async function readBudgetUpload(ctx: Ctx, upload: Upload): Promise<ImportView> {
  const present = await presentBudget(ctx);
  const reading = await readUpload(upload, present);
  const faults = reading.ok ? placeFaults(reading.budget, present) : reading.faults;
  if (!reading.ok || faults.length > 0) return { faults, channels: [], capacity: [], changes: [] };
  return viewOf(reading.budget, present);
}

/** The present budget in the .xlsx form that can be filled in and handed back. */
export async function budgetDownload(ctx: Ctx): Promise<Download> {
  const { years, channels, capacity } = await presentBudget(ctx);
  const yearHeads = years.map((year) => `${year}年`);
  const formats = Object.fromEntries(years.map((_, i) => [channelHeads.length + i, '#,##0.00']));
  return workbookDownload(`资金盘子-${ctx.today}.xlsx`, [
    {
      name: budgetSheetName,
      heads: [...channelHeads, ...yearHeads],
      formats,
      widths: { 1: 28, 2: 28 },
      rows: channels.map((one) => [
        one.id,
        one.title,
        one.classes.map((id) => className({}, id)).join('、'),
        one.carry ? '是' : '否',
        ...years.map((year) => Number(BigInt(one.amounts[year] ?? '0') / 100n) / 10_000),
      ]),
    },
    {
      name: capacitySheetName,
      heads: [...capacityHeads, ...yearHeads],
      rows: capacity.map((one) => [
        one.subdistrict,
        one.name,
        ...years.map((year) => one.households[year] ?? null),
      ]),
    },
  ]);
}
