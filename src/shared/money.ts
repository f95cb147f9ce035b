/** Money is integer fen (分) as bigint, never a float; on the wire it is a decimal string of fen. */
export type Fen = bigint & { readonly __unit: 'fen' };

/** 万元 with at most six decimals, as text, into fen; exact. Throws RangeError on anything else. */
export function fenFromWan(wan: string): Fen {
  const parts = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(wan.trim());
  if (!parts) throw new RangeError(`not an amount in 万元: ${wan}`);
  const [, sign, whole = '0', fraction = ''] = parts;
  const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return (sign ? -value : value) as Fen;
}

/** Fen as 万元 text with `decimals` places (0 to 6), rounded half away from zero. */
export function wanText(amount: Fen | bigint, decimals = 2): string {
  const step = 10n ** BigInt(6 - decimals);
  const magnitude = amount < 0n ? -amount : amount;
  const rounded = (magnitude + step / 2n) / step;
  const unit = 10n ** BigInt(decimals);
  const whole = rounded / unit;
  const fraction = decimals ? `.${String(rounded % unit).padStart(decimals, '0')}` : '';
  return `${amount < 0n && rounded > 0n ? '-' : ''}${whole}${fraction}`;
}
