import type { HeaderRule } from '../estate-columns.ts';

export const rollColumns = [
  'sequence',
  'estate',
  'building',
  'entrance',
  'room',
  'floor',
  'kind',
  'area',
  'areaSource',
  'evidence',
  'titled',
  'sale',
  'owner',
  'number',
  'phone',
  'nominated',
  'occupant',
  'occupantPhone',
  'remark',
] as const;
export type RollColumn = (typeof rollColumns)[number];

/** Headings clerks give the columns of a roll. Data: add a word when a roll brings a new one. */
export const rollHeaderRules: readonly HeaderRule<RollColumn>[] = [
  { field: 'sequence', exact: '序号 序 编号 项次 no' },
  {
    field: 'estate',
    exact: '小区名称 小区 所属小区 所在小区 项目名称 楼盘 楼盘名称',
    like: /小区|楼盘/,
    never: /面积|位置|坐落/,
  },
  {
    field: 'building',
    exact: '楼号 楼栋号 栋号 幢号 楼栋 楼幢 楼 栋 幢 楼座 楼座号 楼幢号 座号 座 楼栋名称 住宅楼号',
    like: /(?:楼|栋|幢|座).{0,3}(?:号|名称)/,
    never: /房|室|户|门|层|电话|产权|证/,
  },
  {
    field: 'entrance',
    exact: '单元 单元号 单元编号 楼门 楼门号 门洞 单元门',
    like: /单元/,
    never: /数|房|室/,
  },
  {
    field: 'room',
    exact:
      '房号 室号 户号 房间号 门牌号 房屋号 门号 户室号 房屋编号 门牌 户室 室 房屋坐落 坐落 房屋地址 地址 房屋位置 车位号 储藏室号 部位 房屋部位 房产坐落',
    like: /房号|室号|门牌|户号|房间|坐落/,
    never: /电话|证/,
  },
  { field: 'floor', exact: '楼层 层 所在层 所在楼层 层次 层数', like: /层/, never: /总/ },
  {
    field: 'kind',
    exact:
      '房屋用途 用途 房屋类型 类型 类别 性质 规划用途 设计用途 房屋性质 房屋种类 物业类型 物业类别 业态 专有部分类型',
    like: /用途|业态|(?:房屋|物业|专有).{0,4}(?:类|性质)/,
    never: /证件|面积/,
  },
  {
    field: 'area',
    exact:
      '建筑面积 专有部分面积 专有面积 房屋面积 面积 产权面积 登记面积 证载面积 房屋建筑面积 实测面积 合同面积 住房面积',
    like: /面积/,
    never: /来源|依据|套内|公摊|分摊|备注|说明/,
  },
  {
    field: 'areaSource',
    exact: '面积来源 面积依据 来源 依据 面积出处 数据来源 面积数据来源',
    like: /面积.{0,4}(?:来源|依据|出处)/,
  },
  {
    field: 'evidence',
    exact:
      '不动产权证号 产权证号 房产证号 不动产证号 权证号 不动产权证书号 房产证 不动产单元号 合同编号 合同号 证书编号 房权证号',
    like: /(?:产权|房产|不动产|权).{0,3}证|合同.{0,2}号/,
    never: /面积|是否|有无|人/,
  },
  {
    field: 'titled',
    exact: '有无产权 是否有证 有无产权证 是否有产权 是否办证 产权情况 是否登记',
    like: /(?:有无|是否).{0,4}(?:产权|证|登记)/,
  },
  {
    field: 'sale',
    exact:
      '销售状态 出售状态 是否售出 售出情况 销售情况 交付状态 是否已售 出售情况 状态 房屋状态 入住情况 使用状态',
    like: /(?:销售|出售|交付|售出).{0,3}(?:状态|情况)?/,
    never: /日期|时间|单位/,
  },
  {
    field: 'owner',
    exact:
      '业主姓名 业主 业主名称 产权人 产权人姓名 所有权人 权利人 权利人姓名 房主 户主 户主姓名 房屋所有人 姓名 业主姓名或名称 权利人名称 业主（产权人） 共有人',
    like: /业主|产权人|所有权人|权利人|房主|户主|房屋所有/,
    never: /证|电话|手机|联系|代表|签|意见|份额|身份/,
  },
  {
    field: 'number',
    exact:
      '身份证号 身份证号码 证件号 证件号码 身份证 公民身份号码 证照号码 身份证件号码 统一社会信用代码 证件编号 身份证或信用代码',
    like: /身份证|证件号|信用代码|公民身份/,
    never: /类型|种类|使用人|承租/,
  },
  {
    field: 'phone',
    exact: '联系电话 电话 手机号 手机 联系方式 手机号码 业主电话 电话号码',
    like: /电话|手机|联系方式/,
    never: /使用人|租|物业|紧急/,
  },
  {
    field: 'nominated',
    exact: '共有代表 表决代表 表决代表人 推选代表 共有代表人 是否代表 代表人',
    like: /代表/,
  },
  {
    field: 'occupant',
    exact: '使用人 实际使用人 承租人 租户 租客 居住人 现住人 实际居住人 住户 物业使用人',
    like: /使用人|承租|租户|居住人/,
    never: /电话|手机|联系|证|面积/,
  },
  {
    field: 'occupantPhone',
    exact: '使用人电话 承租人电话 租户电话 租客电话 使用人联系电话',
    like: /(?:使用人|承租人?|租户|租客|居住人).{0,3}(?:电话|手机|联系)/,
  },
  { field: 'remark', exact: '备注 说明 其他' },
];

export const rollColumnTitles: Readonly<Record<RollColumn, string>> = {
  sequence: '序号',
  estate: '小区名称',
  building: '楼号',
  entrance: '单元',
  room: '房号',
  floor: '楼层',
  kind: '房屋用途',
  area: '建筑面积',
  areaSource: '面积来源',
  evidence: '权证号或合同号',
  titled: '有无产权',
  sale: '销售状态',
  owner: '业主姓名',
  number: '证件号码',
  phone: '联系电话',
  nominated: '共有代表',
  occupant: '使用人',
  occupantPhone: '使用人电话',
  remark: '备注',
};
