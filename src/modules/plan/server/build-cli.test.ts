import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { command as build } from './build.cli.ts';
import { command as solve } from './solve.cli.ts';
import { command as verify } from './verify.cli.ts';

const heads = [
  ...['街道', '社区', '小区名称', '建成年份', '建筑面积(㎡)', '楼栋数', '户数', '土地性质', '是否列入拆迁'],
  ...['物业管理方式', '供水', '供电', '道路', '屋面防水', '同意改造户数', '愿意出资户数', '手续情况'],
];
const estate = (name: string, built: number | null, area: number | null, households: number, agree = 0.9) => [
  ...['振兴街道', '建设路社区', name, built, area, 4, households, '国有', '否', '无物业'],
  ...['差', '差', '差', '差', Math.round(households * agree), Math.round(households * 0.6), '齐全'],
];
const rows = [
  estate('甲小区', 1990, 20_000, 200),
  estate('乙小区', 1995, 18_000, 180),
  estate('丙小区', 2003, 10_000, 100),
  estate('丁小区', 1996, null, 120),
  estate('戊小区', 1992, 9_000, 90, 0.1),
];
const budget = `
unit: 万元
years: [2021, 2022]
channels:
  central: { purpose: [basic], carry: false, amounts: [420, 380] }
  district: { purpose: [basic, improvement, enhancement], carry: true, amounts: [250, 250] }
capacity: { '371503001': 250, '371503104': 10 }
`;

let folder = '';
const run = async (command: typeof build, args: readonly string[]) => {
  const text: string[] = [];
  const said: string[] = [];
  const code = await command.run(args, {
    cwd: folder,
    stdout: (part) => void text.push(part),
    stderr: (part) => void said.push(part),
    today: day('2021-06-01'),
  });
  return { code, answer: JSON.parse(text.join('')), said: said.join('') };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huanju-plan-'));
  const book = new exceljs.Workbook();
  book.addWorksheet('小区台账').addRows([['某区老旧小区台账'], heads, ...rows]);
  await book.xlsx.writeFile(join(folder, 'ledger.xlsx'));
  await writeFile(join(folder, 'budget.yaml'), budget);
});
afterAll(() => rm(folder, { recursive: true }));

const planned = ['ledger.xlsx', '--budget', 'budget.yaml', '--out', 'plan.xlsx', '--limit', '5', '--json'];

describe('plan build（二、三、五(二)）', () => {
  it('每个小区一行：资格、得分、年度和理由；必改先于力争', async () => {
    const { code, answer, said } = await run(build, planned);
    expect(code).toBe(0);
    expect(answer.plan).toMatchObject({ status: 'optimal', gap: 0 });
    const start = Object.fromEntries(
      answer.estates.map((one: { name: string; start: number | null }) => [one.name, one.start]),
    );
    expect([start.甲小区, start.乙小区].sort()).toEqual([2021, 2022]);
    expect(start.丙小区).toBeNull();
    const why = (name: string) => answer.estates.find((one: { name: string }) => one.name === name).why;
    expect(why('丙小区')).toMatch(/振兴街道202\d年施工能力只剩\d+户，本小区100户/);
    expect(why('丁小区')).toContain('建筑面积不详');
    expect(why('戊小区')).toContain('居民改造意愿强烈');
    expect(Object.keys(answer.estates[0])).toEqual([
      ...['row', 'name', 'eligible', 'conditions', 'target', 'score', 'start', 'why'],
    ]);
    expect(said).toContain('博平镇的施工能力没有用到');
  });

  it('工作簿含汇总、年度计划、理由、资金和被拒行', async () => {
    await run(build, planned);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(folder, 'plan.xlsx'));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      ...['汇总', '小区与项目', '年度计划', '理由', '未列入必改', '资金', '被拒行与问题', '说明'],
    ]);
    const line = (row: number): unknown[] => {
      const values = book.getWorksheet('汇总')?.getRow(row).values;
      return Array.isArray(values) ? values.slice(1) : [];
    };
    expect(line(1).slice(0, 9)).toEqual([
      ...['序号', '城市', '县(市区)', '街道(乡镇)', '年度', '小区数', '楼栋数', '户数', '建筑面积(万㎡)'],
    ]);
    expect(line(2).slice(0, 6)).toEqual([1, '聊城市', '茌平区', '振兴街道', 2021, 1]);
  });

  it('用不了的输入：一句话、一个代码、退出码 2', async () => {
    const problemOf = async (args: readonly string[]) => {
      const { code, answer } = await run(build, args);
      expect(code).toBe(2);
      return answer.problem.code;
    };
    expect(await problemOf(['ledger.xlsx', '--out', 'plan.xlsx'])).toBe('cli.arguments');
    expect(await problemOf(['ledger.xlsx', '--budget', 'none.yaml', '--out', 'plan.xlsx'])).toBe(
      'cli.file-unreadable',
    );
    expect(await problemOf(['ledger.xlsx', '--budget', 'ledger.xlsx', '--out', 'plan.xlsx'])).toBe(
      'cli.not-utf8',
    );
    expect(await problemOf(['ledger.xlsx', '--budget', 'budget.yaml', '--out', 'none/plan.xlsx'])).toBe(
      'plan.file-unwritable',
    );
    expect(await problemOf(['ledger.xlsx', '--budget', 'budget.yaml', '--out', 'ledger.xlsx'])).toBe(
      'cli.arguments',
    );
    expect(await problemOf([...planned, '--today', '2021-02-30'])).toBe('cli.arguments');
  });
});

const instance = {
  startYears: [2021, 2022],
  payYears: [2021, 2022],
  classes: ['basic'],
  sources: [{ id: 'central', classes: ['basic'], carry: false, budget: [100, 100] }],
  utilities: [],
  subdistricts: [{ id: 's', capacity: [300, 300] }],
  candidates: ['A', 'B', 'C'].map((id, i) => ({
    ...{ id, subdistrict: 's', households: 100, must: i < 2, score: 50 + i, willingness: 0.5 },
    ...{ need: { basic: 80 }, held: false },
  })),
  objective: { yearWeight: [1, 0.9], deferPenalty: 3, willingnessTie: 0.0001 },
};

describe('plan solve 与 plan verify', () => {
  const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));

  it('求解结果能通过核验；改动后核验说不，退出码 1', async () => {
    await write('instance.json', instance);
    const { code, answer } = await run(solve, ['instance.json', '--seed', '7']);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ status: 'optimal', gap: 0, seed: 7, starts: { C: null } });
    await write('result.json', answer);
    expect((await run(verify, ['instance.json', 'result.json'])).code).toBe(0);
    await write('result.json', { ...answer, starts: { A: 2021, B: 2021, C: null } });
    const refused = await run(verify, ['instance.json', 'result.json']);
    expect(refused.code).toBe(1);
    expect(refused.answer.valid).toBe(false);
  });

  it('指定年份放不下：退出码 1，说出相互冲突的限制', async () => {
    const pinned = instance.candidates.map((one) => ({ ...one, pin: 2021 }));
    await write('pinned.json', { ...instance, candidates: pinned });
    const { code, answer } = await run(solve, ['pinned.json']);
    expect(code).toBe(1);
    expect(answer.status).toBe('infeasible');
    expect(answer.conflicts.map((one: { limit: string }) => one.limit).sort()).toEqual([
      ...['pin:B', 'pin:C', 'source:central:2021'],
    ]);
  });

  it.each([
    ['plan.unknown-id', { candidates: [{ ...instance.candidates[0], subdistrict: 'x' }] }],
    ['plan.unknown-id', { candidates: [{ ...instance.candidates[0], need: { other: 1 } }] }],
    ['plan.duplicate-id', { candidates: [instance.candidates[0], instance.candidates[0]] }],
    ['plan.instance-shape', { candidates: [{ ...instance.candidates[0], need: { basic: -1 } }] }],
    ['plan.instance-shape', { more: 1 }],
    ['plan.instance-shape', { sources: [{ id: 'c', classes: ['basic'], carry: false, budget: [1] }] }],
    [
      'plan.precedence-circle',
      {
        candidates: [
          { ...instance.candidates[0], after: { id: 'B', lag: 0 } },
          { ...instance.candidates[1], after: { id: 'A', lag: 0 } },
        ],
      },
    ],
  ])('拒绝用不了的数据：%s', async (code, change) => {
    await write('bad.json', { ...instance, ...change });
    const refused = await run(solve, ['bad.json']);
    expect(refused.code).toBe(2);
    expect(refused.answer.problem.code).toBe(code);
  });

  it('同一数据同一种子，两次结果相同', async () => {
    const text = JSON.stringify(instance);
    await writeFile(join(folder, 'same.json'), text);
    const [one, two] = [await run(solve, ['same.json']), await run(solve, ['same.json'])];
    expect({ ...one.answer, ms: 0 }).toEqual({ ...two.answer, ms: 0 });
    expect(await readFile(join(folder, 'same.json'), 'utf8')).toBe(text);
  });
});
