import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { everyRegion, inScope } from '#platform/database/scope.ts';
import type { SurveyEstate } from '#platform/database/tables.ts';
import type { TestApp } from './app.ts';

let count = 0;

/** An estate that meets every condition of clause 三 unless told otherwise; returns its id. */
export async function insertEstate(
  app: TestApp,
  change: Partial<Insertable<SurveyEstate>> = {},
): Promise<string> {
  const id = randomUUID();
  const now = app.services.clock.now();
  count += 1;
  const estate: Insertable<SurveyEstate> = {
    id,
    code: `371503001000${String(count).padStart(4, '0')}`,
    regionCode: '371503001',
    name: `测试小区${count}`,
    land: 'state',
    demolition: false,
    builtYear: 1996,
    floorAreaCm2: 100_000_000n,
    buildings: 4,
    entrances: 16,
    households: 100,
    population: 260,
    management: '无物业',
    water: 'poor',
    power: 'fair',
    heating: 'missing',
    gas: 'good',
    road: 'poor',
    security: 'poor',
    roof: 'poor',
    drainage: 'fair',
    agree: 90,
    pay: 60,
    papers: 'complete',
    createdAt: now,
    updatedAt: now,
    updatedBy: '测试',
    ...change,
  };
  await inScope(app.services.db, everyRegion, (tx) => tx.insertInto('surveyEstate').values(estate).execute());
  return id;
}
