import { residentCheck } from '#modules/survey/index.ts';
import type { DemoEstate } from './estate.ts';
import type { SheetOut } from './ledger.ts';
import { type Random, seededRandom } from './random.ts';
import { workbookBytes } from './workbook.ts';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'建国秀兰桂英淑珍玉梅海燕文博雨桐志强丽华春生冬梅'];
const header = [
  '序号',
  '小区名称',
  '楼号',
  '单元',
  '房号',
  '房屋用途',
  '建筑面积(㎡)',
  '面积来源',
  '权证号或合同号',
  '销售状态',
  '业主姓名',
  '证件号码',
  '联系电话',
  '使用人',
  '备注',
];

type Cell = SheetOut['rows'][number][number];
type Shape = Pick<DemoEstate, 'name' | 'buildings' | 'entrances' | 'households' | 'floorAreaM2'>;

/** Made-up people of one estate; the area code 990101 of their numbers was never given to any place. */
function people(random: Random) {
  let count = 0;
  return () => {
    count += 1;
    const name = random.pick(surnames) + random.pick(given) + (random.chance(0.7) ? random.pick(given) : '');
    const born = `19${random.between(40, 99)}0${random.between(1, 9)}1${random.between(0, 9)}`;
    const digits = `990101${born}${String(count % 1000).padStart(3, '0')}`;
    const phone = `1990${String(random.between(0, 9_999_999)).padStart(7, '0')}`;
    return { name, number: digits + residentCheck(digits), phone };
  };
}

const seedOf = (name: string): number =>
  [...name].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0, 7);

/**
 * The roll of owners of a demo estate as a workbook the importer takes in: dwellings by floor, a row of shops, titled
 * garages, some co-owned, some let, a few unsold. The same estate makes the same roll on every machine; nobody in it
 * is real.
 */
export function demoRoll(estate: Shape): Promise<Buffer> {
  return workbookBytes([
    {
      name: '业主名册',
      rows: [[`${estate.name}业主名册（虚构演示）`], header, ...demoRollRows(estate)],
      merges: [[1, 1, 1, header.length]],
    },
  ]);
}

function demoRollRows(estate: Shape): Cell[][] {
  const random = seededRandom(seedOf(estate.name));
  const person = people(random);
  const buildings = Math.max(1, estate.buildings);
  const perBuilding = Math.max(1, Math.round(estate.entrances / buildings));
  const perEntrance = Math.max(2, Math.ceil(estate.households / (buildings * perBuilding)));
  const usual = Math.max(35, Math.min(160, estate.floorAreaM2 / Math.max(1, estate.households)));
  const rows: Cell[][] = [];
  const add = (
    building: number,
    entrance: string,
    room: string,
    kind: string,
    area: number,
    owners: number,
  ) => {
    const who = Array.from({ length: owners }, person);
    const proved = random.chance(0.9);
    const text = (pick: (one: (typeof who)[number]) => string) => who.map(pick).join('、');
    rows.push([
      rows.length + 1,
      estate.name,
      `${building}号楼`,
      entrance,
      room,
      kind,
      Math.round(area * 100) / 100,
      proved ? '不动产登记簿' : random.chance(0.5) ? '测绘实测' : '买卖合同',
      proved ? `虚构（2001）第${String(rows.length + 1).padStart(5, '0')}号` : '',
      owners === 0 ? '未售' : '已售',
      text(({ name }) => name),
      text(({ number }) => number),
      who[0]?.phone ?? '',
      owners > 0 && random.chance(0.12) ? person().name : '',
      '',
    ]);
  };
  let left = estate.households;
  for (let building = 1; building <= buildings; building++) {
    for (let entrance = 1; entrance <= perBuilding; entrance++)
      for (let i = 0; i < perEntrance && left > 0; i++, left--) {
        const room = `${Math.floor(i / 2) + 1}0${(i % 2) + 1}`;
        const owners = random.chance(0.02) ? 0 : random.chance(0.35) ? 2 : 1;
        add(building, `${entrance}单元`, room, '住宅', usual * (0.85 + random.next() * 0.3), owners);
      }
    if (building % 3 === 1) add(building, '', '商铺1', '商铺', 40 + random.next() * 60, 1);
    if (building % 4 === 2) add(building, '', '车库1', '车库', 15 + random.next() * 8, 1);
  }
  return rows;
}
