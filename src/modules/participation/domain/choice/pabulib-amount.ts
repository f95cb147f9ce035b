import { PabulibFault } from './pabulib-lines.ts';

/** A decimal number as digits ÷ 10^decimals, without trailing zeros behind the point. */
export type Amount = { readonly digits: bigint; readonly decimals: number; readonly line: number };

const mostDecimals = 9;

/** Reads `1000`, `1000.50` or `1000,50`. @throws PabulibFault on anything else, negative amounts included */
export function readAmount(text: string, line: number, name: string): Amount {
  const parts = /^\+?(\d{1,30})(?:[.,](\d*))?$/.exec(text.trim());
  if (!parts) throw new PabulibFault(line, `${name} ${text || '（空）'} 不是金额（如 1000 或 1000.50）`);
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > mostDecimals)
    throw new PabulibFault(line, `${name} ${text} 小数超过 ${mostDecimals} 位`);
  return { digits: BigInt((parts[1] ?? '0') + fraction), decimals: fraction.length, line };
}

export const decimalsOf = (amounts: readonly Amount[]): number =>
  amounts.reduce((most, { decimals }) => Math.max(most, decimals), 0);

/** Amounts as whole numbers of 10^-decimals. @throws PabulibFault when their sum is beyond exact whole numbers */
export function minorUnits(amounts: readonly Amount[], decimals: number): number[] {
  let sum = 0;
  return amounts.map(({ digits, decimals: own, line }) => {
    const value = Number(digits * 10n ** BigInt(decimals - own));
    sum += value;
    if (sum > Number.MAX_SAFE_INTEGER) throw new PabulibFault(line, '金额过大，无法精确计算');
    return value;
  });
}
