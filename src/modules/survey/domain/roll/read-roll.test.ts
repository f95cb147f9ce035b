import { describe, expect, it } from 'vitest';
import { dirtySheets, fictionalNumber, planted } from '#test/support/roll.ts';
import { sheet, type Written } from '#test/support/sheets.ts';
import { placeText } from './place.ts';
import { prepareRoll } from './prepare-roll.ts';
import { readRoll } from './read-roll.ts';
import type { RollReading } from './roll.ts';

const estate = '槐荫小区';
const read = (sheets: ReturnType<typeof sheet>[]): RollReading => {
  const reading = readRoll(sheets, { estateNames: [estate] });
  if (!reading) throw new Error('no roll');
  return reading;
};
const letters = (column: number): string => String.fromCharCode(64 + column);
const dirty = () =>
  read(
    dirtySheets(estate).map(({ name, rows, merges }) =>
      sheet(
        name,
        rows as Written[][],
        merges.map(([top, left, bottom, right]) => `${letters(left)}${top}:${letters(right)}${bottom}`),
      ),
    ),
  );
const partAt = (reading: RollReading, place: string) =>
  reading.parts.find((part) => placeText(part.place) === place);
const issuesAt = (reading: RollReading, sheetName: string, row: number) =>
  reading.lines
    .filter((line) => line.sheet === sheetName && line.row === row)
    .flatMap((line) => line.issues.map(({ code, cell }) => `${code} ${cell}`));

describe('物业交来的业主名册', () => {
  const reading = dirty();

  it('每处房屋一条，楼号单元房号写法归一', () => {
    expect(reading.parts.map((part) => placeText(part.place))).toEqual([
      '1号楼 1单元 101',
      '1号楼 1单元 102',
      '1号楼 1单元 201',
      '1号楼 1单元 202',
      '1号楼 1单元 301',
      '1号楼 1单元 302',
      '1号楼 2单元 101',
      '2号楼 1单元 101',
      '2号楼 1单元 102',
      '2号楼 1单元 201',
      '2号楼 商铺101',
      '2号楼 车库3',
    ]);
  });

  it('面积按写法读成整数平方厘米，读不出的先空着并说明', () => {
    expect(partAt(reading, '1号楼 1单元 101')?.areaCm2).toBe(895_000);
    expect(partAt(reading, '1号楼 1单元 102')?.areaCm2).toBe(10_895_000);
    expect(partAt(reading, '1号楼 1单元 201')?.areaCm2).toBe(900_000);
    expect(partAt(reading, '2号楼 1单元 201')?.areaCm2).toBe(801_235);
    expect(partAt(reading, '1号楼 1单元 202')?.areaCm2).toBeNull();
    expect(issuesAt(reading, '1号楼', 8)).toEqual(
      expect.arrayContaining(['area-zero G8', 'number-check L8', 'phone-unreadable M8']),
    );
    expect(issuesAt(reading, '1号楼', 9)).toEqual(
      expect.arrayContaining(['area-unreadable G9', 'number-rounded L9']),
    );
    expect(issuesAt(reading, '2号楼及商铺', 3)).toContain('area-missing G3');
  });

  it('共有人在一格里或各占一行，都成共有', () => {
    expect(partAt(reading, '1号楼 1单元 102')?.owners.map(({ name }) => name)).toEqual(['张三', '李四']);
    expect(partAt(reading, '1号楼 1单元 102')?.owners[1]?.number).toBe(fictionalNumber(2));
    expect(partAt(reading, '1号楼 1单元 201')?.owners.map(({ name }) => name)).toEqual(['王五', '赵六']);
    expect(partAt(reading, '2号楼 1单元 201')?.owners).toHaveLength(2);
  });

  it('未售的没有业主，同一处重复和面积矛盾的不登记', () => {
    expect(partAt(reading, '1号楼 1单元 302')).toMatchObject({ unsold: true, owners: [] });
    expect(issuesAt(reading, '1号楼', 11)).toContain('place-repeated E11');
    expect(issuesAt(reading, '2号楼及商铺', 5)).toContain('area-differs G5');
    expect(issuesAt(reading, '1号楼', 13)).toContain('estate-other B13');
    expect(issuesAt(reading, '2号楼及商铺', 8)).toContain('room-missing E8');
  });

  it('小计、填表人、说明页不是房屋，多出的列说得出来', () => {
    expect(reading.lines.some((line) => line.row === 14 && line.sheet === '1号楼')).toBe(false);
    expect(reading.sheets.map(({ headerRow }) => headerRow)).toEqual([3, 1, null]);
    expect(reading.sheets[0]?.columns.find(({ title }) => title === '车牌号')?.field).toBeNull();
  });

  it('没有产权证的车库不计入表决，商铺是商铺，单位是单位', () => {
    expect(partAt(reading, '2号楼 车库3')).toMatchObject({ kind: 'garage', titled: false });
    expect(partAt(reading, '2号楼 商铺101')).toMatchObject({ kind: 'shop', areaSource: 'contract' });
    expect(partAt(reading, '2号楼 商铺101')?.owners[0]?.kind).toBe('organisation');
  });

  it('问题说明里没有姓名、证件号和电话的原文', () => {
    const said = JSON.stringify(reading.lines.map(({ issues }) => issues));
    for (const secret of [
      planted.name,
      planted.number,
      planted.phone,
      planted.occupant,
      '张三',
      fictionalNumber(1),
    ])
      expect(said).not.toContain(secret);
  });

  it('同一证件号的两处是同一位业主', () => {
    const marks = { name: (t: string) => t, number: (t: string) => t, phone: (t: string) => t };
    const plan = prepareRoll(reading, { parts: [], owners: [] }, marks);
    const refs = ['1号楼 1单元 101', '1号楼 2单元 101'].map(
      (place) =>
        plan.parts[reading.parts.findIndex((part) => placeText(part.place) === place)]?.owners[0]?.ref,
    );
    expect(refs[0]).toEqual(refs[1]);
    expect(plan.parts.every((part) => part?.action === 'new')).toBe(true);
  });
});

describe('名册的其他样子', () => {
  const header = ['房屋坐落', '建筑面积', '权利人', '证件号码'];

  it('坐落写在一格里', () => {
    const reading = read([
      sheet('名册', [
        header,
        ['3-2-101', 88, '张三', ''],
        ['12#楼1单元302室', 90, '李四', ''],
        ['5号楼-2-201', 91, '王五', ''],
      ]),
    ]);
    expect(reading.parts.map(({ place }) => placeText(place))).toEqual([
      '3号楼 2单元 101',
      '12号楼 1单元 302',
      '5号楼 2单元 201',
    ]);
  });

  it('楼号单独成行，下面各行都在这栋', () => {
    const reading = read([
      sheet('名册', [
        ['房号', '面积', '业主'],
        ['7号楼'],
        ['1-101', 80, '张三'],
        ['八号楼'],
        ['2-202', 81, '李四'],
      ]),
    ]);
    expect(reading.parts.map(({ place }) => placeText(place))).toEqual([
      '7号楼 1单元 101',
      '8号楼 2单元 202',
    ]);
  });

  it('没有名册就说没有', () => {
    expect(readRoll([sheet('说明', [['只有一句话']])], { estateNames: [] })).toBeNull();
  });

  it('证件号相同而姓名不同，这一处不登记', () => {
    const number = fictionalNumber(5);
    const reading = read([
      sheet('名册', [
        ['楼号', '房号', '面积', '业主', '身份证号'],
        ['1号楼', '101', 80, '张三', number],
        ['1号楼', '102', 80, '李四', number],
      ]),
    ]);
    const marks = { name: (t: string) => t, number: (t: string) => t, phone: (t: string) => t };
    const plan = prepareRoll(reading, { parts: [], owners: [] }, marks);
    expect(plan.parts.map((part) => part?.action ?? 'refused')).toEqual(['new', 'refused']);
    expect(plan.lines[1]?.issues.map(({ code }) => code)).toContain('number-other-name');
  });
});
