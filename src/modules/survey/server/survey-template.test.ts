import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { day } from '#shared/day.ts';
import { ledgerParams } from './ledger-params.ts';
import { readLedgerBytes } from './read-ledger-file.ts';
import { writeSurveyTemplate } from './survey-template.ts';

const params = ledgerParams(day('2026-11-22'));

test('the blank form is understood whole: every column known, no row, no fault', async () => {
  const { reading, workbook } = await readLedgerBytes(await writeSurveyTemplate(), '模板.xlsx', params);
  expect(reading.sheet).toBe('小区台账');
  expect(reading.unknownColumns).toEqual([]);
  expect(reading.estates).toEqual([]);
  expect(reading.checks).toEqual([]);
  expect([reading.buildings.sheets, reading.households.sheets]).toEqual([['楼栋台账'], ['入户意愿']]);
  expect(workbook.notes).toEqual([]);
});

test('a form filled in as it asks is read without a single fault', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await writeSurveyTemplate()) as never);
  const grades = ['好', '一般', '差', '缺失', '好', '一般', '差', '缺失'];
  const values = [
    ...[
      1,
      '振兴街道',
      '建设路社区',
      '甲园',
      '某路1号',
      1998,
      '国有',
      15_685,
      6,
      24,
      192,
      467,
      '混合',
      '某厂',
      '无物业',
      '否',
    ],
    ...grades,
    ...[148, 120, '齐全', 116.26968, 36.56554],
  ];
  const sheet = book.getWorksheet('小区台账');
  values.forEach((value, i) => {
    if (sheet) sheet.getCell(3, i + 1).value = value;
  });
  const { reading } = await readLedgerBytes(Buffer.from(await book.xlsx.writeBuffer()), '台账.xlsx', params);
  expect(reading.estates).toHaveLength(1);
  expect(reading.estates[0]).toMatchObject({
    row: 3,
    verdict: 'accepted',
    issues: [],
    estate: {
      name: '甲园',
      subdistrict: '371503001',
      builtYear: 1998,
      floorAreaM2: 15_685,
      households: 192,
      agree: 148,
    },
  });
  expect(reading.estates[0]?.estate.condition).toMatchObject({ water: 'good', drainage: 'missing' });
});
