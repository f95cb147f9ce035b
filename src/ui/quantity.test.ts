import { expect, test } from 'vitest';
import {
  bytesText,
  dayText,
  instantText,
  m2Of,
  numberText,
  percentText,
  wanM2Of,
  wanOf,
  yuanOf,
} from './quantity.ts';

test('不知道的数显示为 —，不显示为 0', () => {
  for (const text of [
    numberText(null),
    percentText(undefined),
    wanOf(null),
    yuanOf(''),
    m2Of(null),
    wanM2Of(null),
  ])
    expect(text).toBe('—');
  expect(dayText(null)).toBe('—');
  expect(instantText(undefined)).toBe('—');
  expect(numberText(0)).toBe('0');
});

test('金额由分换算，不经过浮点', () => {
  expect(wanOf('123456789012345678')).toBe('123,456,789,012.35');
  expect(yuanOf('123456789012345678')).toBe('1,234,567,890,123,456.78');
  expect(yuanOf('-5')).toBe('-0.05');
  expect(wanOf('-1234567800', 4)).toBe('-1,234.5678');
});

test('面积由 cm² 换算', () => {
  expect(m2Of('12345678')).toBe('1,235');
  expect(m2Of('12345678', 2)).toBe('1,234.57');
  expect(wanM2Of('1234567890000')).toBe('12,345.68');
});

test('日期与时刻', () => {
  expect(dayText('2021-03-05')).toBe('2021年3月5日');
  expect(instantText('2026-11-22T16:30:05Z')).toBe('2026-11-23 00:30:05');
  expect(bytesText(1536)).toBe('1.5 KB');
});
