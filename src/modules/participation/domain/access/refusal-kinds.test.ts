import { expect, test } from 'vitest';
import { isLocked } from './refusal-kinds.ts';

const limits = { perAddress: 10, district: 1000, perAddressBraked: 2 };

test('一个地址错满次数即停', () => {
  expect(isLocked({ unknown: 9, district: 999 }, limits)).toBe(false);
  expect(isLocked({ unknown: 10, district: 10 }, limits)).toBe(true);
});

test('全区错误过多时收紧，但没有错过的地址照常', () => {
  expect(isLocked({ unknown: 2, district: 1000 }, limits)).toBe(true);
  expect(isLocked({ unknown: 0, district: 100_000 }, limits)).toBe(false);
});
