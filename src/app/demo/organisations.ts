import { roads, workUnits } from './names.ts';
import { seededRandom } from './random.ts';

export type DemoOrganisation = {
  readonly kind: string;
  readonly name: string;
  readonly creditCode: string | null;
  readonly regionCode: string;
  readonly note: string;
};

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code with a true check character (GB 32100) in a region that does not exist (371599), so that it is nobody's. */
export function fictionalCreditCode(number: number): string {
  const body = `91371599MA${String(number).padStart(7, '0')}`;
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return body + alphabet.charAt((31 - (sum % 31)) % 31);
}

const brands = [
  '同舟',
  '启泰',
  '恒野',
  '博远',
  '众成',
  '天和',
  '华彩',
  '方正源',
  '绿洲',
  '金桥湾',
  '明德',
  '立信达',
];
const offices = [
  '住房和城乡建设',
  '发展和改革',
  '财政',
  '民政',
  '自然资源',
  '公安',
  '教育体育',
  '卫生健康',
  '文化和旅游',
  '行政审批服务',
  '综合行政执法',
  '审计',
];
const networks = [
  '供水',
  '供电',
  '供热',
  '燃气',
  '排水',
  '通信一',
  '通信二',
  '通信三',
  '有线电视',
  '路灯',
  '充电设施',
  '环卫',
];

/** Kind → the name of its n-th body in the fictional district. */
const named: Readonly<Record<string, (n: number) => string>> = {
  taskForce: (n) =>
    `演示区老旧小区改造专班${['综合', '资金', '推进', '群众工作', '督导', '宣传', '技术', '审批', '管线', '物业', '档案', '信访'][n]}组`,
  department: (n) => `演示区${offices[n]}局`,
  utility: (n) => `演示${networks[n]}服务公司`,
  subdistrict: (n) => `演示第${n + 1}街道办事处`,
  community: (n) => `演示第${n + 1}社区居委会`,
  ownersBody: (n) => `${workUnits[n]}家属院业主委员会`,
  formerOwner: (n) => `原${workUnits[n]}留守处`,
  platformCompany: (n) => `${brands[n]}城市更新有限公司`,
  contractor: (n) => `${brands[n]}建筑工程有限公司`,
  designer: (n) => `${brands[n]}建筑设计有限公司`,
  siteSupervisor: (n) => `${brands[n]}工程监理有限公司`,
  supplier: (n) => `${brands[n]}建材有限公司`,
  propertyCompany: (n) => `${brands[n]}物业服务有限公司`,
  socialInvestor: (n) => `${brands[n]}投资有限公司`,
  bank: (n) => `${brands[n]}银行演示支行`,
};
const registered = [
  'platformCompany',
  'contractor',
  'designer',
  'siteSupervisor',
  'supplier',
  'propertyCompany',
];

/** A dozen organisations of each kind, all fictional; companies carry a credit code that checks. */
export function demoOrganisations(seed = 371503): DemoOrganisation[] {
  const random = seededRandom(seed);
  let number = 0;
  return Object.entries(named).flatMap(([kind, name]) =>
    Array.from({ length: 12 }, (_, n) => {
      number += 1;
      return {
        kind,
        name: name(n),
        creditCode: registered.includes(kind) ? fictionalCreditCode(number) : null,
        regionCode: '371503',
        note: `虚构单位，${random.pick(roads)}${random.between(1, 99)}号`,
      };
    }),
  );
}
