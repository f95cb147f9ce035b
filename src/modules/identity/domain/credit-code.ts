/** GB 32100: 18 characters, no I O S V Z; the last is a check character, weights 3^(i−1) mod 31. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Why a unified social credit code cannot be right, in Chinese; null when it is right. */
export function creditCodeFault(code: string): string | null {
  if (code.length !== 18) return `应为 18 位，现为 ${code.length} 位。`;
  const odd = [...code].find((character) => !alphabet.includes(character));
  if (odd !== undefined) return `含有不允许的字符“${odd}”。`;
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(code.charAt(at)), 0);
  const expected = alphabet.charAt((31 - (sum % 31)) % 31);
  return code.charAt(17) === expected ? null : '校验位不符，请核对是否抄错。';
}
