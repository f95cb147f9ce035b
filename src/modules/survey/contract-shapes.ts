import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import { grades } from './domain/ledger.ts';

const clerks = ['administrator', 'taskForce', 'subdistrictClerk', 'communityClerk'] as const;

/** Who may do what with the survey. Clerks do it within their own region only. */
export const surveyActions = defineActions({
  'survey.read': roles,
  'survey.import': clerks,
  'survey.edit': clerks,
  'survey.archive': ['administrator', 'taskForce', 'subdistrictClerk'],
  'survey.merge': ['administrator', 'taskForce', 'subdistrictClerk'],
  /** Names and numbers masked. */
  'survey.roll.read': roles,
  'survey.roll.edit': clerks,
  'survey.roll.import': clerks,
  /** Names and numbers in full, each time with a reason in the audit log. */
  'survey.owner.reveal': clerks,
});

export const shortText = (limit: number) => z.string().trim().max(limit, `不超过 ${limit} 个字`);
export const regionText = z.string().regex(/^(\d{6}|\d{9}|\d{12})$/, '区划代码须为 6、9 或 12 位数字');
const text = (limit: number) =>
  shortText(limit)
    .transform((value) => value || null)
    .nullable();
const count = z.number().int('须为整数').min(0, '不能小于 0').max(1_000_000, '数值过大').nullable();
const area = z.number().positive('须大于 0').max(100_000_000, '数值过大').nullable();
const grade = z.enum(grades).nullable();
const flag = z.boolean().nullable();
const year = z.number().int('须为四位年份').min(1900, '年份过早').max(2100, '年份过晚').nullable();

/** The figures of an estate on the wire; floor area in ㎡. */
export const estateValues = z.object({
  name: shortText(60).min(1, '请填写小区名称'),
  aliases: z.array(shortText(60).min(1)).max(20),
  regionCode: regionText,
  subdistrictText: text(50),
  community: text(50),
  address: text(200),
  builtYear: year,
  builtOn: z.iso.date('日期须写成 2021-05-01').nullable(),
  urban: flag,
  floorAreaM2: area,
  buildings: count,
  entrances: count,
  households: count,
  population: count,
  land: z.enum(['state', 'collective']).nullable(),
  demolition: flag,
  shantyTown: flag,
  propertyKind: text(50),
  formerOwner: text(100),
  management: text(100),
  ownersCommittee: flag,
  partyOrganisation: flag,
  papers: z.enum(['complete', 'partial', 'missing']).nullable(),
  water: grade,
  power: grade,
  heating: grade,
  gas: grade,
  road: grade,
  security: grade,
  roof: grade,
  drainage: grade,
  agree: count,
  pay: count,
  lon: z.number().min(-180).max(180).nullable(),
  lat: z.number().min(-90).max(90).nullable(),
  note: shortText(1000),
});

/** The figures of a building on the wire; floor area in ㎡. */
export const buildingValues = z.object({
  name: shortText(40).min(1, '请填写楼号'),
  builtYear: year,
  floors: z.number().int('须为整数').min(0).max(200, '层数过大').nullable(),
  entrances: count,
  households: count,
  floorAreaM2: area,
  structure: text(50),
  roofKind: text(50),
  elevators: count,
  insulation: flag,
});
