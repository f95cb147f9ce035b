/** Yuan as a cell or a person writes it (¥1，234.50元, 1234.5), into fen; null when it is no amount to the fen. */
export function fenOfYuan(text: string): bigint | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,'’]/g, '')
    .replace(/^(?:RMB|CNY|人民币|[¥￥])/i, '')
    .replace(/(?:元整|圆整|元|圆)$/, '');
  // a spreadsheet's own number may carry dust beyond the fen: 0.30000000000000004
  const [, open, minus, whole, fraction = '', close] =
    /^(\()?([-+]?)(\d{1,13})(?:\.(\d+))?(\))?$/.exec(plain) ?? [];
  if (whole === undefined || (open === undefined) !== (close === undefined)) return null;
  const dust = fraction.slice(2);
  if (dust !== '' && !/^0+$/.test(dust) && !/^(?:0{6,}\d*|9{6,}\d*)$/.test(dust)) return null;
  let fen = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'));
  if (/^9{6,}/.test(dust)) fen += 1n;
  return minus === '-' || open !== undefined ? -fen : fen;
}

/** Fen as yuan with two places, no grouping: 1234.50. */
export function yuanText(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  return `${fen < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}
