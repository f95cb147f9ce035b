import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '#shared/day.ts';
import { Problem } from '#shared/problem.ts';
import { command } from './check.cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huanju-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(name: string, content: string | Buffer, ...more: string[]) {
  await writeFile(join(folder, name), content);
  let out = '';
  const code = await command.run([name, '--json', ...more], {
    cwd: folder,
    stdout: (text) => {
      out += text;
    },
    stderr: () => undefined,
    today: day('2026-11-22'),
  });
  return { code, answer: JSON.parse(out) };
}

const refusal = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'answered',
    (fault: unknown) => (fault instanceof Problem ? fault.code : String(fault)),
  );

test('survey check answers in the form of the command line, exit 0 also with issues', async () => {
  const lines = [
    '序号,街道,小区名称,户数,建筑面积(万㎡),建成年份,经度,纬度',
    '1,振兴街道,甲园,"1,200户",12.57,98年,116.3,36.5',
    '2,振兴街道,甲 园,1200,12.57,1998,36.5,116.3',
    '3,城关镇,乙园,/,0,不详,117.3,36.5',
    ',合计,,1201,25.14',
  ];
  const { code, answer } = await check('台账.csv', lines.join('\r\n'));
  expect(code).toBe(0);
  expect(Object.keys(answer)).toEqual([
    'sheet',
    'estates',
    'buildings',
    'households',
    'checks',
    'unreadColumns',
  ]);
  expect(answer.unreadColumns).toEqual([]);
  expect(answer.estates.map((each: { verdict: string }) => each.verdict)).toEqual([
    'accepted',
    'rejected',
    'corrected',
  ]);
  expect(answer.estates[0].estate).toMatchObject({
    name: '甲园',
    subdistrict: '371503001',
    builtYear: 1998,
    floorAreaM2: 125_700,
    households: 1200,
    agree: null,
  });
  const codes = answer.estates.map((each: { issues: { code: string }[] }) =>
    each.issues.map((issue) => issue.code),
  );
  expect(codes[1]).toEqual(['coordinates-swapped', 'duplicate-estate']);
  expect(codes[2]).toEqual([
    'built-year-missing',
    'households-missing',
    'area-not-positive',
    'subdistrict-unknown',
    'coordinates-outside-district',
  ]);
  expect(Object.keys(answer.estates[1].issues[0])).toEqual(['code', 'cell', 'message']);
});

test('columns nothing is read from are named, those without a heading by their number', async () => {
  const lines = ['小区名称,街道,户数,楼龄（年）,', '甲园,振兴办,120,30,漏水', '乙园,茌平振兴办,80,20,'];
  const { answer } = await check('台账.csv', lines.join('\r\n'));
  expect(answer.unreadColumns).toEqual(['楼龄（年）', '第 5 列']);
  expect(answer.estates.map((each: { estate: { subdistrict: string } }) => each.estate.subdistrict)).toEqual([
    '371503001',
    '371503001',
  ]);
});

test('a file that is no ledger, an absent one and an unknown option are refused', async () => {
  expect(await refusal(check('a.csv', '名称,金额\n甲,1'))).toBe('survey.no-estate-sheet');
  expect(await refusal(check('a.xlsx', 'x'))).toBe('documents.not-a-workbook');
  expect(await refusal(check('a.csv', 'x', '--bogus'))).toBe('survey.usage');
  const io = { cwd: folder, stdout: () => undefined, stderr: () => undefined, today: day('2026-11-22') };
  expect(await refusal(command.run(['nowhere.xlsx'], io))).toBe('survey.file-absent');
});
