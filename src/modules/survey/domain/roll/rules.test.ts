import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaText, readArea } from './area.ts';
import {
  creditCheck,
  isCreditCode,
  numberFault,
  numberKey,
  numberMarkText,
  phoneKey,
  residentCheck,
} from './number.ts';
import { maskName, maskNumber, maskOrganisation, maskPerson, nameKey, ownerKindOf } from './person.ts';
import { buildingKey, byPlace, entranceKey, floorOf, partPlace, roomKey } from './place.ts';
import { areaSourceOf, partKindOf, readUnsold } from './words.ts';

const han = fc
  .array(fc.constantFrom(...'张王李赵欧阳诸葛司马一二建国梅·'), { minLength: 1, maxLength: 12 })
  .map((c) => c.join(''));
const anyText = fc.oneof(han, fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 20 }));

describe('遮盖', () => {
  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳修', '欧阳*'],
    ['欧阳', '欧*'],
    ['司马相如', '司马**'],
    ['买买提·艾力', '买**'],
    ['John Smith', 'J**'],
    ['张', '*'],
  ])('%s → %s', (name, masked) => expect(maskPerson(name)).toBe(masked));

  it('单位名称只留首尾', () => {
    expect(maskOrganisation('聊城市茌平区供电公司')).toBe('聊城****公司');
    expect(maskOrganisation('某某厂')).toBe('某**');
  });

  it('任何名字都不露出两个以上字符，并且总有遮住的', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const shown = [...maskPerson(name)].filter((c) => c !== '*');
        const whole = [...nameKey(name)];
        expect(shown.length).toBeLessThanOrEqual(2);
        expect(shown.length).toBeLessThan(Math.max(1, whole.length));
        // a name may itself hold an asterisk: what counts is what can still be read
        const read = [...nameKey(maskName(name, 'organisation'))].filter((c) => c !== '*');
        if (whole.length > 1) expect(read.length).toBeLessThan(whole.length);
      }),
    );
  });

  it('号码至多露出末四位，且不超过一半', () => {
    fc.assert(
      fc.property(anyText, (number) => {
        const shown = [...maskNumber(number).slice(4)];
        expect(shown.length).toBeLessThanOrEqual(4);
        expect(shown.length * 2).toBeLessThanOrEqual([...number.normalize('NFKC')].length);
      }),
    );
    expect(maskNumber('990101197001011234')).toBe('****1234');
    expect(maskNumber('13800001111')).toBe('****1111');
  });

  it('单位认得出来', () => {
    expect(ownerKindOf('聊城市茌平区供电公司')).toBe('organisation');
    expect(ownerKindOf('信发街道办事处')).toBe('organisation');
    expect(ownerKindOf('张建国')).toBe('person');
  });
});

describe('证件号（GB 11643、GB 32100）', () => {
  it('校验位', () => {
    // The example of GB 11643-1999.
    expect(residentCheck('11010519491231002')).toBe('X');
    expect(numberFault('11010519491231002X')).toBeNull();
    expect(numberFault('110105194912310021')).toBe('check');
    expect(numberFault('110105194913310021')).toBe('birthday');
    expect(numberFault('11010519491231002')).toBe('length');
    expect(numberFault('E12345678')).toBeNull();
  });

  it('统一社会信用代码', () => {
    const body = '91350100M000100Y4';
    expect(creditCheck(body)).toBe('3');
    expect(isCreditCode(`${body}3`)).toBe(true);
    expect(numberFault(`${body}3`)).toBeNull();
    expect(numberFault(`${body}4`)).toBe('check');
    expect(creditCheck('9135010OI000100Y4')).toBe('');
  });

  it('15 位旧号与 18 位新号是同一个人', () => {
    expect(numberMarkText('110105491231002')).toBe('11010519491231002X');
    expect(numberMarkText('11010519491231002x')).toBe('11010519491231002X');
    expect(numberMarkText('110105 19491231 002Ｘ')).toBe('11010519491231002X');
  });

  it('归一一次和两次一样', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(numberKey(numberKey(text))).toBe(numberKey(text));
        expect(numberMarkText(numberMarkText(text))).toBe(numberMarkText(text));
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
        expect(phoneKey(phoneKey(text))).toBe(phoneKey(text));
      }),
    );
  });
});

describe('位置', () => {
  it.each(['3#楼', '3号楼', '3栋', '3幢', '３号', '三号楼', '03', '3'])('%s 是 3号楼', (text) =>
    expect(buildingKey(text)).toBe('3号楼'),
  );
  it.each([
    ['A座', 'A座'],
    ['商业街北楼', '商业街北楼'],
    ['十二栋', '12号楼'],
    ['2A号楼', '2A号楼'],
  ])('%s → %s', (text, key) => expect(buildingKey(text)).toBe(key));

  it('单元与房号', () => {
    expect(['1', '1单元', '一单元', '第1单元', '1门'].map(entranceKey)).toEqual(Array(5).fill('1单元'));
    expect(['101', '101室', '１０１号', '0101户'].map(roomKey)).toEqual(Array(4).fill('101'));
    expect(roomKey('车位-12')).toBe('车位-12');
  });

  it('一格里写全的拆得开', () => {
    expect(partPlace('', '', '3-2-101')).toEqual({ building: '3号楼', entrance: '2单元', room: '101' });
    expect(partPlace('3号楼', '', '2-101')).toEqual({ building: '3号楼', entrance: '2单元', room: '101' });
    expect(partPlace('', '', '3号楼2单元101室')).toEqual({
      building: '3号楼',
      entrance: '2单元',
      room: '101',
    });
    expect(partPlace('3#', '1', '101')).toEqual({ building: '3号楼', entrance: '1单元', room: '101' });
  });

  it('归一一次和两次一样', () => {
    const part = fc.oneof(anyText, fc.stringMatching(/^[0-9A-Za-z#号楼栋幢座单元室户-]{0,8}$/));
    fc.assert(
      fc.property(part, part, part, (building, entrance, room) => {
        const once = partPlace(building, entrance, room);
        expect(buildingKey(buildingKey(building))).toBe(buildingKey(building));
        expect(entranceKey(entranceKey(entrance))).toBe(entranceKey(entrance));
        expect(roomKey(roomKey(room))).toBe(roomKey(room));
        if (once.building !== '' && once.entrance !== '') {
          const twice = partPlace(once.building, once.entrance, once.room);
          expect([twice.building, twice.entrance]).toEqual([once.building, once.entrance]);
        }
      }),
    );
  });

  it('2号楼在10号楼前', () => {
    const at = (building: string, room = '101') => ({ building, entrance: '1单元', room });
    expect([at('10号楼'), at('2号楼', '1001'), at('2号楼')].sort(byPlace)).toEqual([
      at('2号楼'),
      at('2号楼', '1001'),
      at('10号楼'),
    ]);
    expect([floorOf('101'), floorOf('1203'), floorOf('商铺1'), floorOf('12')]).toEqual([1, 12, null, null]);
  });
});

describe('面积与用语', () => {
  it.each([
    ['89.5', 895_000],
    ['８９．５㎡', 895_000],
    ['1,089.50平方米', 10_895_000],
    ['89.50000000000001', 895_000],
    ['80.12345', 801_235],
    ['约90平', 900_000],
    ['-3', -30_000],
  ])('%s', (text, cm2) => expect(readArea(text)?.cm2).toBe(cm2));
  it.each(['待测', '', '90+10', '三居室', '1e9'])('“%s”不是面积', (text) =>
    expect(readArea(text)).toBeNull(),
  );
  it('写出来再读回去不变', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (cm2) => {
        expect(readArea(areaText(cm2))?.cm2).toBe(cm2);
      }),
    );
  });
  it('用途、来源、未售', () => {
    expect(['住宅', '成套住宅', '沿街商铺', '车位', '储藏室', '办公', '宇宙'].map(partKindOf)).toEqual([
      'dwelling',
      'dwelling',
      'shop',
      'garage',
      'storage',
      'office',
      null,
    ]);
    expect(['不动产登记簿', '房产证', '测绘', '购房合同', '业主自报', '？'].map(areaSourceOf)).toEqual([
      'register',
      'register',
      'surveyed',
      'contract',
      'stated',
      null,
    ]);
    expect(['未售', '尚未出售', '已售', '空置', '张三'].map(readUnsold)).toEqual([
      true,
      true,
      false,
      false,
      null,
    ]);
  });
});
