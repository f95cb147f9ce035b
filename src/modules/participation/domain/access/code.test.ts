import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksOut, codeFrom, grouped, readCode } from './code.ts';

const chance = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 9, maxLength: 9 });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('住户码印出来再读回来是同一个', () => {
  fc.assert(
    fc.property(chance, (numbers) => {
      const code = codeFrom(numbers);
      expect(readCode(grouped(code))).toBe(code);
      expect(readCode(` ${grouped(code).toLowerCase()} `)).toBe(code);
      expect(checksOut(code)).toBe(true);
    }),
  );
});

test('O 当 0，I 与 L 当 1，全角也认；长短不对或有别的字不是码', () => {
  expect(readCode('oil-oil-ilo0')).toBe('0110111100');
  expect(readCode('ＡＢＣ—ＤＥＦ—ＧＨＪＫ')).toBe('ABCDEFGHJK');
  for (const wrong of ['', 'ABC', 'ABCDEFGHJKM', 'ABCDEFGHJU', '振兴小区ABCDEF'])
    expect(readCode(wrong)).toBe('');
});

test('错一个字、相邻或不相邻两字对调，校验位都能认出', () => {
  fc.assert(
    fc.property(
      chance,
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 31 }),
      (numbers, at, other, sign) => {
        const code = codeFrom(numbers);
        const signs = [...code];
        signs[at] = alphabet.charAt(sign);
        if (signs.join('') !== code) expect(checksOut(signs.join(''))).toBe(false);
        const swapped = [...code];
        [swapped[at], swapped[other]] = [swapped[other] ?? '', swapped[at] ?? ''];
        if (swapped.join('') !== code) expect(checksOut(swapped.join(''))).toBe(false);
      },
    ),
  );
});

test('少于或多于九个随机数做不成码', () => {
  expect(() => codeFrom([1, 2])).toThrow(RangeError);
  expect(checksOut('')).toBe(false);
});
