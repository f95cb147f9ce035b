/** Kinds of organisation the plan names (五(一), 五(四), 五(七), 六). */
export const organisationKinds = {
  taskForce: '工作专班',
  department: '职能部门',
  utility: '专营单位',
  subdistrict: '街道（乡镇）',
  community: '社区',
  ownersBody: '业主委员会（物管会）',
  formerOwner: '原产权单位',
  platformCompany: '平台公司',
  contractor: '施工单位',
  designer: '设计单位',
  siteSupervisor: '监理单位',
  supplier: '材料设备供应商',
  propertyCompany: '物业企业',
  socialInvestor: '社会资本',
  bank: '银行',
} as const;

export type OrganisationKind = keyof typeof organisationKinds;
export const organisationKindList = Object.keys(organisationKinds) as [
  OrganisationKind,
  ...OrganisationKind[],
];
