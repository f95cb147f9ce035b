import { workbookBytes } from '#app/demo/workbook.ts';
import { residentCheck } from '#modules/survey/domain/roll/number.ts';

type Cell = string | number | null;
export type RollSheetOut = { name: string; rows: Cell[][]; merges: [number, number, number, number][] };

/** A number with a right check character; area code 990101 is nobody's. */
export function fictionalNumber(count: number): string {
  const digits = `9901011970010${String(1 + (count % 9))}${String(count % 1000).padStart(3, '0')}`;
  return digits + residentCheck(digits);
}

/** Names that must never stand in clear anywhere but in an owner's sealed fields. */
export const planted = {
  name: '慕容机密',
  number: fictionalNumber(777),
  phone: '13912345678',
  occupant: '租客密名',
  organisation: '聊城机密商贸有限公司',
} as const;

const header = ['序号', '小区名称', '楼号', '单元', '房号', '用途', '建筑面积（㎡）', '面积来源', '不动产权证号', '销售状态', '产权人', '身份证号', '联系电话', '使用人', '备注', '车牌号'];

/**
 * A roll as it comes from a property office: title rows, a sheet per building, merged places, co-owners in one cell and
 * on rows of their own, text areas, zero, missing and unreadable ones, the same part twice, another estate's row,
 * unsold parts, a subtotal, a footer, a column nobody asked for.
 */
export function dirtySheets(estate: string): RollSheetOut[] {
  const id = fictionalNumber;
  return [
    {
      name: '1号楼',
      rows: [
        [`${estate}1号楼业主名册`],
        ['填报单位：振兴社区        填报日期：2026年10月'],
        header,
        [1, estate, '1#楼', '一单元', '101室', '住宅', '89.5㎡', '房产证', '鲁（2003）第00001号', '已售', planted.name, planted.number, planted.phone, planted.occupant, null, '鲁P00001'],
        [2, estate, '1号楼', '1单元', '102', '成套住宅', '１，０８９．５０', '登记簿', null, '已售', '张三、李四', `${id(1)}、${id(2)}`, '13800000001', null, null, null],
        [3, estate, '1栋', null, '201', '住宅', '约90平', '合同', null, '已售', '王五', id(3), '13800000002', null, null, null],
        [null, null, null, null, null, null, null, null, null, null, '赵六', id(4), '13800000003', null, '共有', null],
        [4, estate, '1幢', '1', '202', '住宅', 0, '测绘', null, '已售', '孙七', `${id(5).slice(0, 17)}0`, '电话不详', null, null, null],
        [5, estate, '1', '1', '301', '住宅', '待测', null, null, '已售', '周八', '3.71502E+17', null, null, null, null],
        [6, estate, '1号楼', '1单元', '302', '住宅', 88.25, '不动产登记', null, '未售', '开发商未售', null, null, null, null, null],
        [7, estate, '1号楼', '1单元', '302', '住宅', 88.25, '不动产登记', null, '未售', null, null, null, null, '重复', null],
        [8, estate, '1号楼', '2单元', '101', '住宅', 95, '自报', null, '已售', planted.name, planted.number, planted.phone, null, null, null],
        [9, '别的小区', '1号楼', '2单元', '102', '住宅', 95, '登记簿', null, '已售', '吴九', id(6), null, null, null, null],
        ['小计', null, null, null, null, null, 1450.5, null, null, null, null, null, null, null, null, null],
        ['填表人：某某', null, null, '审核：某某'],
      ],
      merges: [[1, 1, 1, 16], [2, 1, 2, 16]],
    },
    {
      name: '2号楼及商铺',
      rows: [
        header.map((title) => (title === '楼号' ? '楼栋号' : title)),
        [1, null, '2号楼', '1单元', '101', '住宅', 79.5, '登记簿', null, '已售', '郑十', id(7), null, null, null, null],
        [2, null, null, null, '102', '住宅', null, null, null, '已售', '冯一一', null, '0635-4281234', null, null, null],
        [3, null, null, null, '201', '住宅', 80.12345, '登记簿', null, '已售', '陈二/褚三', `${id(8)}/${id(9)}`, null, null, null, null],
        [4, null, null, null, '201', '住宅', 99, '登记簿', null, '已售', '卫四', id(10), null, null, null, null],
        [5, null, '2号楼', null, '商铺101', '商业', 66.6, '合同', null, '已售', planted.organisation, '91371523MA3C000000', null, null, null, null],
        [6, null, '2号楼', null, '车库3', '车库', 18, null, null, '已售', '郑十', id(7), null, null, null, null],
        [null, null, '2号楼', null, null, '住宅', 70, null, null, '已售', null, null, null, null, '没有房号', null],
      ],
      merges: [[2, 3, 5, 3], [2, 4, 5, 4]],
    },
    { name: '说明', rows: [['本表由物业公司提供']], merges: [] },
  ];
}

export const dirtyRoll = (estate: string): Promise<Buffer> => workbookBytes(dirtySheets(estate));

/** A clean roll of `count` dwellings, one owner each, every tenth co-owned. */
export function largeRoll(count: number): Promise<Buffer> {
  const rows: Cell[][] = [['楼号', '单元', '房号', '用途', '建筑面积', '面积来源', '业主姓名', '证件号码', '联系电话']];
  for (let i = 0; i < count; i++) {
    const number = (n: number) => {
      const digits = `9901011970${String(10 + (Math.floor(n / 1000) % 3))}${String(10 + (Math.floor(n / 3000) % 18))}${String(n % 1000).padStart(3, '0')}`;
      return digits + residentCheck(digits);
    };
    const two = i % 10 === 0;
    rows.push([
      `${Math.floor(i / 100) + 1}号楼`,
      `${(Math.floor(i / 20) % 5) + 1}单元`,
      `${Math.floor((i % 20) / 2) + 1}0${(i % 2) + 1}`,
      '住宅',
      80 + (i % 50) / 10,
      '登记簿',
      two ? `业主甲${i}、业主乙${i}` : `业主${i}`,
      two ? `${number(2 * i)}、${number(2 * i + 1)}` : number(2 * i),
      '13800000001',
    ]);
  }
  return workbookBytes([{ name: '名册', rows, merges: [] }]);
}
