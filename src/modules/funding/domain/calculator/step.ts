/** One line of a calculation as people check it: what, how, with which figures, and what comes out. */
export type Step = { readonly label: string; readonly formula: string; readonly value: string };

/** Fen as 元 with two places, thousands grouped. */
export function yuanText(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '-' : ''}${whole}.${String(size % 100n).padStart(2, '0')} 元`;
}

/** Yuan as pack figures give them, exact to the fen. */
export const fenOfYuan = (yuan: number): bigint => BigInt(Math.round(yuan * 100));

/** cm² as ㎡ with up to four places. */
export function m2Text(cm2: bigint): string {
  const fraction = String(cm2 % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${cm2 / 10_000n}${fraction ? `.${fraction}` : ''} ㎡`;
}
