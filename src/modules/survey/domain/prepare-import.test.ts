import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { sheet, testParams, type Written } from '#test/support/sheets.ts';
import { completenessOf, missingFields } from './estate-fields.ts';
import { blankEstate, contradictions, type EstateValues } from './estate-values.ts';
import type { PlaceContext } from './import-place.ts';
import { prepareImport, type RegisteredEstate } from './prepare-import.ts';
import { prepareBuildings, unitTargets } from './prepare-units.ts';
import { readLedger } from './read-ledger.ts';

const headings = ['小区编码', '街道', '社区', '小区名称', '户数', '建成年份'];
const district = '990101';
const place = (scope: string, scopeName = '本辖区'): PlaceContext => ({
  scope,
  scopeName,
  district,
  names: new Map([['990101002', '信发街道']]),
  communities: [{ code: '990101001003', name: '建设社区' }],
});

function read(rows: readonly (readonly Written[])[], more: ReturnType<typeof sheet>[] = []) {
  const reading = readLedger([sheet('小区台账', [headings, ...rows]), ...more], testParams);
  if (!reading) throw new Error('no estate sheet');
  return reading;
}
const registered = (
  values: Partial<EstateValues>,
  more: Partial<RegisteredEstate> = {},
): RegisteredEstate => ({
  id: 'one',
  code: '9901010010030001',
  values: { ...blankEstate('惠民小区', '990101001'), ...values },
  edited: new Set(),
  ...more,
});
const prepare = (
  rows: readonly (readonly Written[])[],
  known: readonly RegisteredEstate[] = [],
  scope = district,
) => prepareImport(read(rows).estates, known, place(scope), testParams);

const line = (
  name: string,
  households: Written,
  street = '振兴街道',
  community = '建设社区',
  code = '',
): Written[] => [code, street, community, name, households, 1998];

describe('台账与现有数据比对', () => {
  it('社区登记过的登记到社区，没登记的登记到街道，街道不明的登记到区', () => {
    const rows = prepare([
      line('甲小区', 1),
      line('乙小区', 2, '振兴街道', '新社区'),
      line('丙小区', 3, '远方镇'),
    ]);
    expect(rows.map((row) => row.regionCode)).toEqual(['990101001003', '990101001', district]);
    expect(rows[2]?.patch.subdistrictText).toBe('远方镇');
  });

  it('同名同街道是同一个小区；别名也算；空白格不改动已有的数', () => {
    const known = registered({
      aliases: ['老纺织厂宿舍'],
      households: 100,
      builtYear: 1998,
      address: '某路1号',
    });
    const [row] = prepare([line('老纺织厂宿舍', 120)], [known]);
    expect(row).toMatchObject({ action: 'changed', estateId: 'one' });
    expect(row?.difference.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['regionCode', '990101001', '990101001003'],
      ['community', null, '建设社区'],
      ['households', 100, 120],
    ]);
  });

  it('有编码的按编码对应，改名也认得', () => {
    const [row] = prepare(
      [line('改名小区', 5, '振兴街道', '建设社区', '9901010010030001')],
      [registered({})],
    );
    expect(row).toMatchObject({ action: 'changed', estateId: 'one' });
  });

  it('两行对应同一个小区，第二行不予登记', () => {
    const code = '9901010010030001';
    const rows = prepare(
      [line('甲小区', 5, '振兴街道', '建设社区', code), line('乙小区', 99, '振兴街道', '建设社区', code)],
      [registered({})],
    );
    expect(rows[1]).toMatchObject({ action: 'refused', verdict: 'rejected' });
    expect(rows[1]?.issues.map((issue) => issue.code)).toContain('matched-twice');
  });

  it('人工改过的数在差异里标出', () => {
    const known = registered({ households: 100 }, { edited: new Set(['households']) });
    const [row] = prepare([line('惠民小区', 120)], [known]);
    expect(row?.difference.find((change) => change.field === 'households')?.edited).toBe(true);
  });

  it('经办人只登记自己的街道；没写街道的按自己的街道登记并提示', () => {
    const rows = prepare([line('甲小区', 1), line('乙小区', 2, '信发街道')], [], '990101001');
    expect(rows.map((row) => row.action)).toEqual(['new', 'refused']);
    expect(rows[1]?.issues.at(-1)).toMatchObject({ code: 'outside-own-region', severity: 'rejected' });
    const [own] = prepare([line('丙小区', 3, '', '')], [], '990101001');
    expect(own).toMatchObject({ action: 'new', regionCode: '990101001' });
    expect(own?.issues.map((issue) => issue.code)).toContain('place-assumed');
  });

  it('社区经办人只登记自己的社区；没写社区的按自己的社区登记', () => {
    const own = '990101001003';
    const rows = prepare([line('甲小区', 1), line('乙小区', 2, '振兴街道', '别的社区')], [], own);
    expect(rows.map((row) => row.regionCode)).toEqual([own, null]);
    expect(prepare([line('丙小区', 3, '振兴街道', '')], [], own)[0]?.regionCode).toBe(own);
  });

  it('楼栋按小区名称归属，重复的、找不到的、分不清的各有说法', () => {
    const buildings = sheet('楼栋', [
      ['小区名称', '楼号', '层数'],
      ['甲小区', '1号楼', 6],
      ['甲小区', '１号楼', 6],
      ['无此小区', '1号楼', 6],
      ['同名小区', '1号楼', 6],
    ]);
    const rows = [line('甲小区', 1), line('同名小区', 2), line('同名小区', 300, '信发街道', '其他社区')];
    const reading = read(rows, [buildings]);
    const prepared = prepareImport(reading.estates, [], place(district), testParams);
    const units = prepareBuildings(reading.buildings.rows, unitTargets(reading.estates, prepared, []));
    expect(units.map((unit) => unit.target)).toEqual([{ row: 2 }, null, null, null]);
    expect(units.slice(1).map((unit) => unit.issues.at(-1)?.code)).toEqual([
      'place-repeated',
      'estate-unknown',
      'estate-unknown',
    ]);
  });
});

describe('完整度与矛盾', () => {
  it('一样不缺才是 100，缺的逐项列名', () => {
    const blank = blankEstate('空小区', '990101001');
    expect(completenessOf(blank)).toBeLessThan(10);
    expect(missingFields(blank)).toContain('户数');
    expect(missingFields(blank)).not.toContain('所属街道（乡镇）');
  });

  it('同意户数多于总户数、竣工日期与年份不一致、只有经度，都指出', () => {
    const odd = {
      ...blankEstate('乱小区', '990101001'),
      households: 10,
      agree: 11,
      builtYear: 1999,
      builtOn: '1998-06-30',
      lon: 116,
    };
    expect(contradictions(odd, day('2026-11-22')).map(({ field }) => field)).toEqual([
      'agree',
      'builtOn',
      'lat',
    ]);
  });
});
