import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ledgerParams, readLedgerBytes } from '#modules/survey/index.ts';
import { day } from '#shared/day.ts';
import { demoDistrict } from './district.ts';
import { demoGround } from './ground.ts';
import { ledgerSheets } from './ledger.ts';
import { plantedDirty, plantedTidy } from './planted.ts';
import { generatedSubdistricts, manyEstates, scales } from './scale.ts';
import { workbookBytes } from './workbook.ts';

const district = demoDistrict();
const read = async (dirty: boolean) => {
  const bytes = await workbookBytes(ledgerSheets(district, dirty));
  return (await readLedgerBytes(bytes, 'demo.xlsx', ledgerParams(day('2021-05-01')))).reading;
};

const groundFile = new URL('../web/public/demo-ground.json', import.meta.url);

describe('演示数据', () => {
  it('市级规模的小区可以逐个生成，同一种子相同，分布在各街道', () => {
    const city = [...manyEstates(scales.city, 3)];
    expect(city.length).toBe(scales.city);
    expect(city.slice(0, 50)).toEqual([...manyEstates(scales.city, 3)].slice(0, 50));
    expect(new Set(city.map(({ subdistrict }) => subdistrict)).size).toBe(
      generatedSubdistricts(scales.city).length,
    );
  });

  it('地图底图就是生成的那一份', async () => {
    expect(JSON.parse(await readFile(groundFile, 'utf8'))).toEqual(demoGround());
  });

  it('同一种子生成同一个区，逐格相同；小区名不重复；坐标都在区内', () => {
    expect(demoDistrict(7)).toEqual(demoDistrict(7));
    expect(demoDistrict(7).estates).not.toEqual(demoDistrict(8).estates);
    expect(new Set(district.estates.map((estate) => estate.name)).size).toBe(district.estates.length);
    for (const { lon, lat, agree, pay, households } of district.estates) {
      expect(lon > 115.9 && lon < 116.45 && lat > 36.35 && lat < 36.8).toBe(true);
      expect((agree ?? 0) <= households && (pay ?? 0) <= (agree ?? 0)).toBe(true);
    }
  });

  it('台账逐行可读：除有意留下的几处外没有任何问题，数值与生成的一致', async () => {
    const reading = await read(false);
    expect(reading.checks).toEqual([]);
    expect(reading.estates.length).toBe(district.estates.length);
    expect(reading.buildings.rows.length).toBe(district.buildings.length);
    expect(reading.households.rows.length).toBe(district.wishes.length);
    const codes = reading.estates.flatMap((entry, at) => entry.issues.map((issue) => `${at} ${issue.code}`));
    const unknowns = district.estates.flatMap((estate, at) =>
      estate.builtYear === null ? [`${at} built-year-missing`] : [],
    );
    const wanted = plantedTidy.flatMap((one) => (one.code ? [`${one.index} ${one.code}`] : []));
    expect(codes.toSorted()).toEqual([...wanted, ...unknowns].toSorted());
    reading.estates.forEach((entry, at) => {
      const estate = district.estates[at];
      expect(entry.estate).toMatchObject({
        name: estate?.name,
        subdistrict: estate?.subdistrict,
        builtYear: estate?.builtYear,
        households: estate?.households,
        floorAreaM2: estate?.floorAreaM2,
        agree: estate?.agree,
        lon: estate?.lon,
        lat: estate?.lat,
        land: estate?.land,
        demolition: estate?.demolition,
      });
    });
  });

  it('脏台账里留下的每一处都被指出', async () => {
    const reading = await read(true);
    for (const one of plantedDirty)
      if (one.code) expect(reading.estates[one.index]?.issues.map((issue) => issue.code)).toContain(one.code);
    expect(reading.checks.map((check) => check.code)).toContain('total-mismatch-entrances');
  });
});
