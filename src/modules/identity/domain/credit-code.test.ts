import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeFault } from './credit-code.ts';

const real = ['91330100799655058B', '9144030071526726XG', '914403001922038216'];

describe('GB 32100 统一社会信用代码', () => {
  it.each(real)('已公布的代码 %s 通过', (code) => {
    expect(creditCodeFault(code)).toBeNull();
  });

  it('任何一位抄错都能发现', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(fc.constantFrom(...real), fc.nat(17), fc.constantFrom(...alphabet), (code, at, other) => {
        fc.pre(code.charAt(at) !== other);
        expect(creditCodeFault(code.slice(0, at) + other + code.slice(at + 1))).not.toBeNull();
      }),
    );
  });

  it('长度和字符不对时说明原因', () => {
    expect(creditCodeFault('123')).toContain('18 位');
    expect(creditCodeFault('9133010079965505OB')).toContain('“O”');
  });
});
