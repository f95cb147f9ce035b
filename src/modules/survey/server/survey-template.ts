import { type Region, shippedRegions } from '#modules/identity/index.ts';
import {
  type TemplateColumn,
  type TemplateSheet,
  writeTemplate,
} from '#platform/documents/xlsx-write/template.ts';

const gradeOptions = ['好', '一般', '差', '缺失'];
const yesNo = ['是', '否'];

const grade = (title: string): TemplateColumn => ({ title, group: '设施现状', options: gradeOptions });

function estateColumns(subdistricts: readonly string[]): TemplateColumn[] {
  return [
    { title: '序号', width: 6 },
    { title: '街道(乡镇)', options: subdistricts, width: 14 },
    { title: '社区', width: 14 },
    { title: '小区名称', width: 20 },
    { title: '详细地址', width: 24 },
    { title: '建成年份', hint: '以竣工验收时间为准，填四位年份。' },
    { title: '土地性质', options: ['国有', '集体'] },
    { title: '建筑面积(㎡)', group: '规模', format: '#,##0.##', hint: '单位为平方米。' },
    { title: '楼栋数(栋)', group: '规模' },
    { title: '单元数(个)', group: '规模' },
    { title: '户数(户)', group: '规模' },
    { title: '人口(人)', group: '规模' },
    { title: '产权类型', group: '产权情况', options: ['商品房', '单位房改房', '单位自管房', '混合'] },
    { title: '原产权单位', group: '产权情况', width: 16 },
    { title: '物业管理方式', options: ['物业公司', '社区托管', '业主自管', '无物业'], width: 14 },
    { title: '是否列入拆迁或棚改', options: yesNo },
    ...['供水', '供电', '供暖', '供气', '道路', '安防', '屋面防水', '雨污分流'].map(grade),
    { title: '同意改造户数', group: '居民意愿', width: 14 },
    { title: '愿意出资户数', group: '居民意愿', width: 14 },
    { title: '手续完善程度', options: ['齐全', '部分缺失', '缺失'], width: 14 },
    { title: '经度', group: '坐标', hint: '十进制度数，例如 116.2697。' },
    { title: '纬度', group: '坐标', hint: '十进制度数，例如 36.5655。' },
    { title: '备注', width: 20 },
  ];
}

const buildingSheet: TemplateSheet = {
  name: '楼栋台账',
  columns: [
    { title: '小区名称', width: 20 },
    { title: '楼号' },
    { title: '建成年份' },
    { title: '层数' },
    { title: '单元数' },
    { title: '户数' },
    { title: '建筑面积(㎡)', width: 14 },
    { title: '结构形式', options: ['砖混', '框架', '预制板', '剪力墙', '其他'] },
    { title: '屋面形式', options: ['平屋面', '坡屋面'] },
    { title: '有无电梯', options: ['有', '无'] },
    { title: '外墙保温', options: ['有', '无'] },
  ],
};

const householdSheet: TemplateSheet = {
  name: '入户意愿',
  columns: [
    { title: '小区名称', width: 20 },
    { title: '楼号' },
    { title: '单元' },
    { title: '房号' },
    { title: '专有面积(㎡)', width: 14 },
    { title: '是否同意改造', options: yesNo, width: 14 },
    { title: '是否愿意出资', options: yesNo, width: 14 },
    { title: '愿出资金额(元)', width: 14 },
    { title: '希望改造内容', width: 30, hint: '多项用顿号隔开。' },
    { title: '希望的物业方式', options: ['市场化物业', '业主自治', '社区托底'], width: 16 },
    { title: '走访日期', format: 'yyyy-mm-dd' },
  ],
};

const guideLines = [
  '城镇老旧小区摸底台账 填报说明',
  '1. “小区台账”每个小区填一行；街道（乡镇）从列表中选择。',
  '2. 建成年份以竣工验收时间为准，填四位年份；不清楚的留空，不要估填。',
  '3. 建筑面积单位为平方米；户数、楼栋数、单元数、人口填整数。',
  '4. 设施现状从列表选择：好、一般、差、缺失。',
  '5. 坐标填十进制经纬度（CGCS2000），经度在前。',
  '6. “楼栋台账”每栋一行，“入户意愿”每户一行，小区名称与“小区台账”一致。',
  '7. 不要增减表头；填完后直接上传，系统会逐格列出全部问题。',
];

/** The blank survey ledger with drop-downs; what is filled in by it is read back without a fault. */
export function writeSurveyTemplate(regions: readonly Region[] = shippedRegions): Promise<Buffer> {
  const subdistricts = regions.filter((region) => region.code.length === 9).map((region) => region.name);
  return writeTemplate({
    guide: { name: '填报说明', lines: guideLines },
    sheets: [{ name: '小区台账', columns: estateColumns(subdistricts) }, buildingSheet, householdSheet],
  });
}
