import { type Loading, listed } from './steps.ts';

type Package = { id: string; version: number; title: string };

/** Made-up facilities: a package that carries itself, and one that does not yet. */
const facility = (id: string, change: object) => ({
  id,
  estateId: null,
  opens: 1,
  firstOccupancy: 6000,
  fullOccupancy: 9000,
  rampYears: 2,
  priceGrowth: 0,
  costGrowth: 200,
  costShare: 500,
  ...change,
});
const parking = {
  title: '振兴街道停车充电项目包（演示）',
  note: '虚构的设施与收费，仅供演示',
  content: {
    ...{ rate: 600, grantFen: 0, debt: { share: 5000, rate: 450, years: 8 } },
    facilities: [
      facility('f1', {
        ...{ kind: 'parking', title: '地面停车位与道闸', investor: '虚构停车管理公司' },
        ...{ investFen: [120_000_000], concessionYears: 15, units: 620, unitYearFen: 72_000 },
        yearCostFen: 16_000_000,
      }),
      facility('f2', {
        ...{ kind: 'charging', title: '汽车充电桩', investor: '虚构充电运营公司' },
        ...{ investFen: [80_000_000], concessionYears: 10, units: 60, unitYearFen: 420_000 },
        yearCostFen: 7_000_000,
      }),
      facility('f3', {
        ...{ kind: 'advertising', title: '电梯与道闸广告位', investor: '虚构停车管理公司' },
        ...{
          investFen: [2_000_000],
          concessionYears: 10,
          units: 80,
          unitYearFen: 60_000,
          yearCostFen: 800_000,
        },
      }),
    ],
  },
};
const care = {
  title: '信发街道养老托育项目包（演示）',
  note: '虚构的设施与收费，仅供演示',
  content: {
    ...{ rate: 600, grantFen: 50_000_000, debt: null },
    facilities: [
      facility('f1', {
        ...{ kind: 'elderlyCare', title: '社区养老服务站', investor: '虚构养老服务公司' },
        ...{
          investFen: [150_000_000, 60_000_000],
          opens: 2,
          concessionYears: 20,
          units: 40,
          unitYearFen: 2_600_000,
        },
        yearCostFen: 88_000_000,
      }),
      facility('f2', {
        ...{ kind: 'nursery', title: '社区托育点', investor: '虚构托育公司' },
        ...{ investFen: [60_000_000], concessionYears: 12, units: 30, unitYearFen: 2_000_000 },
        yearCostFen: 48_000_000,
      }),
      facility('f3', {
        ...{ kind: 'shop', title: '便民商业用房', investor: '虚构养老服务公司' },
        ...{
          investFen: [40_000_000],
          concessionYears: 20,
          units: 260,
          unitYearFen: 36_000,
          yearCostFen: 1_200_000,
        },
      }),
    ],
  },
};

/** Packages of facilities: one adopted by finance, one still being written. */
export async function loadPackages({ as }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  const finance = await as('demo-finance');
  const there = await listed<Package>(force, '/funding/packages');
  for (const { title, note, content } of [parking, care]) {
    if (there.some((one) => one.title === title)) continue;
    const made = await force.post<Package>('/funding/packages', { title, regionCode: '371503' });
    const saved = await force.post<Package>(`/funding/packages/${made.id}`, {
      ...{ version: made.version, title, note, content },
    });
    if (title === parking.title)
      await finance.post(`/funding/packages/${made.id}/adopt`, { version: saved.version });
  }
}
