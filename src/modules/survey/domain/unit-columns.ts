import type { HeaderRule } from './estate-columns.ts';

export type BuildingColumn =
  | 'sequence'
  | 'estate'
  | 'building'
  | 'builtYear'
  | 'floors'
  | 'entrances'
  | 'households'
  | 'floorAreaM2'
  | 'structure'
  | 'roof'
  | 'elevator'
  | 'insulation'
  | 'subdistrict'
  | 'community'
  | 'remark';

const estateName =
  '小区名称 小区 小区名 所属小区 所在小区 老旧小区名称 住宅小区 院落名称 楼院名称 居民小区 项目名称 所属小区名称';
const buildingNo =
  '楼号 楼栋号 栋号 幢号 楼栋编号 楼栋名称 楼幢号 楼座号 楼栋 楼牌号 栋 幢 楼 楼宇编号 楼宇名称 楼房号 楼房编号 座号 楼栋幢号 住宅楼号';

/** Headings of a building sheet. */
export const buildingHeaderRules: readonly HeaderRule<BuildingColumn>[] = [
  { field: 'sequence', exact: '序号 序 编号 项次' },
  { field: 'estate', exact: estateName, like: /小区|院落/, never: /面积|数/ },
  {
    field: 'building',
    exact: buildingNo,
    like: /(?:楼|栋|幢|座).{0,3}(?:号|编号|名称)/,
    never: /层|数量|电话/,
  },
  { field: 'subdistrict', exact: '街道 乡镇 街道乡镇 镇街 所属街道 办事处 街镇' },
  { field: 'community', exact: '社区 所属社区 居委会' },
  {
    field: 'builtYear',
    exact:
      '建成年份 建成年代 建成时间 建设年代 建设年份 竣工时间 竣工年份 建造年代 年代 建成年月 建造年份 建筑年代 建成年',
    like: /(?:建成|竣工|建设|建造|建筑).{0,4}(?:年|时间|日期)/,
  },
  {
    field: 'floors',
    exact: '层数 楼层数 总层数 地上层数 楼层 层 建筑层数 房屋层数 最高层数',
    like: /层数/,
    never: /地下/,
  },
  { field: 'entrances', exact: '单元数 单元 单元数量 单元个数 楼门数 门洞数', like: /单元.{0,2}数/ },
  {
    field: 'households',
    exact: '户数 总户数 住户数 居民户数 套数 户 住宅套数 房屋套数',
    like: /(?:总|居民|住).{0,2}户数/,
    never: /同意|愿意|出资/,
  },
  {
    field: 'floorAreaM2',
    exact: '建筑面积 总建筑面积 面积 楼栋面积 房屋面积 总面积 楼栋建筑面积',
    like: /建筑面积/,
    never: /占地|屋面|外墙/,
  },
  {
    field: 'structure',
    exact: '结构形式 结构 结构类型 房屋结构 建筑结构 结构种类 建筑结构类型',
    like: /结构/,
    never: /安全|鉴定/,
  },
  {
    field: 'roof',
    exact: '屋面形式 屋面类型 屋面 屋顶形式 屋顶 屋顶类型',
    like: /屋[面顶]/,
    never: /防水|漏/,
  },
  {
    field: 'elevator',
    exact: '有无电梯 电梯 是否有电梯 电梯数 电梯数量 电梯台数 电梯部数 是否加装电梯 电梯情况',
    like: /电梯/,
    never: /意愿|同意/,
  },
  {
    field: 'insulation',
    exact: '外墙保温 有无外墙保温 是否有外墙保温 保温 外墙保温情况 节能保温 是否保温',
    like: /保温/,
  },
  { field: 'remark', exact: '备注 说明' },
];

export type HouseholdColumn =
  | 'sequence'
  | 'estate'
  | 'building'
  | 'entrance'
  | 'room'
  | 'areaM2'
  | 'agree'
  | 'pay'
  | 'payYuan'
  | 'items'
  | 'management'
  | 'visitedOn'
  | 'owner'
  | 'phone'
  | 'subdistrict'
  | 'community'
  | 'remark';

/** Headings of a sheet of household visits. */
export const householdHeaderRules: readonly HeaderRule<HouseholdColumn>[] = [
  { field: 'sequence', exact: '序号 序 编号 项次' },
  { field: 'estate', exact: estateName, like: /小区|院落/, never: /内容|改造|满意/ },
  {
    field: 'building',
    exact: buildingNo,
    like: /(?:楼|栋|幢|座).{0,3}(?:号|编号|名称)/,
    never: /房|室|户|门/,
  },
  { field: 'entrance', exact: '单元 单元号 楼门 门洞 楼门号 单元门 单元编号', like: /单元/, never: /数/ },
  {
    field: 'room',
    exact: '房号 户号 室号 房间号 门牌号 房屋号 门号 户室号 住户编号 户室 房屋编号 门牌 住址 房屋坐落',
    like: /房号|室号|门牌|户号|房间/,
  },
  {
    field: 'areaM2',
    exact: '专有面积 建筑面积 房屋面积 面积 套内面积 专有部分面积 住房面积 房屋建筑面积 产权面积',
    like: /面积/,
  },
  {
    field: 'agree',
    exact: '是否同意改造 同意改造 是否同意 改造意愿 是否愿意改造 意愿 同意 是否支持改造 是否支持',
    like: /(?:同意|愿意|支持).{0,4}改造|改造意愿/,
    never: /出资|内容|金额/,
  },
  {
    field: 'pay',
    exact: '是否愿意出资 是否出资 愿意出资 出资意愿 是否同意出资 同意出资 是否愿意缴费 是否承担费用',
    like: /(?:愿意?|同意|是否).{0,4}(?:出资|缴费|筹资|承担)|出资意愿/,
    never: /金额|元/,
  },
  {
    field: 'payYuan',
    exact: '愿出资金额 出资金额 愿意出资金额 出资额 拟出资金额 可出资金额 意向出资额 承担金额',
    like: /(?:出资|缴费|承担).{0,4}(?:金额|额|元)/,
  },
  {
    field: 'items',
    exact: '希望改造内容 改造内容 改造需求 希望改造项目 改造项目 意愿内容 希望改造的内容 改造诉求 需求',
    like: /改造.{0,4}(?:内容|项目|需求|诉求)/,
  },
  {
    field: 'management',
    exact: '希望的物业方式 物业方式 物业意愿 物业管理方式 希望物业方式 物业管理意愿',
    like: /物业/,
    never: /费/,
  },
  {
    field: 'visitedOn',
    exact: '走访日期 入户日期 调查日期 走访时间 填表日期 日期 调查时间 入户时间 签字日期',
    like: /日期|时间/,
  },
  {
    field: 'owner',
    exact: '业主姓名 户主 户主姓名 业主 姓名 房主 产权人 住户姓名 居民姓名 房屋所有人',
    like: /姓名|户主|业主/,
    never: /是否|意见|签|电话/,
  },
  { field: 'phone', exact: '联系电话 电话 手机号 手机 联系方式 手机号码', like: /电话|手机|联系方式/ },
  { field: 'subdistrict', exact: '街道 乡镇 街道乡镇 镇街 所属街道 办事处 街镇' },
  { field: 'community', exact: '社区 所属社区 居委会' },
  { field: 'remark', exact: '备注 说明' },
];
