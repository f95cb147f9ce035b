const plainText = /^[\x21-\x7e]*$/;

/** Half-width letters, digits and punctuation; ㎡ becomes m2; dashes and minus signs become one. */
export const halfWidth = (text: string): string =>
  plainText.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replace(/[\u2010-\u2015\u2212]/g, '-')
        .replace(/[~\u301c\u223c]/g, '~');

const remembered = new Map<string, string>();
const rememberedAtMost = 20_000;
const rememberedLength = 40;

/** Half-width and without any space, also none of zero width. */
export function compact(text: string): string {
  if (plainText.test(text)) return text;
  if (text.length > rememberedLength) return withoutSpaces(halfWidth(text));
  // the same few words fill a column of a hundred thousand rows
  let plain = remembered.get(text);
  if (plain !== undefined) return plain;
  plain = withoutSpaces(halfWidth(text));
  if (remembered.size >= rememberedAtMost) remembered.clear();
  remembered.set(text, plain);
  return plain;
}

/** Without spaces of any kind, everything else as written. */
export const withoutSpaces = (text: string): string =>
  text.replace(/[\s\u200b-\u200d\u2060\ufeff\u3000]/g, '');

/** Runs of spaces become one, none at the ends. */
export const tidy = (text: string): string =>
  text
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const unknownWords =
  /^(?:[/\\\-_.*?]+|无数据|无资料|不详|不明|未知|不清楚?|说不清|待核实?|待查|待定|待补充?|待统计|未统计|未填|暂无|暂缺|空白?|n\/?a|null|none|nan|#.*)$/i;

/** Whether a cell says that nothing is known: blank, a dash, 不详, an error value. `无` is an answer, not this. */
export const saysUnknown = (text: string): boolean => {
  const plain = compact(text);
  return plain === '' || unknownWords.test(plain);
};

/** Text without what stands in brackets. */
export const withoutBrackets = (text: string): string => text.replace(/[([【{][^)\]】}]*[)\]】}]?/g, '');

const digitOf: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const unitOf: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** Reads a plain Chinese numeral (十二, 一百二十, 三百五, 一九九八, 两万三千); null when it is none. */
export function chineseNumber(text: string): number | null {
  if (!/^[〇零一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万]+$/.test(text)) return null;
  if (!/[十拾百佰千仟万]/.test(text)) return Number([...text].map((c) => digitOf[c]).join(''));
  const [high = '', low] = text.includes('万') ? text.split('万') : ['', text];
  const part = (digits: string): number => {
    let sum = 0;
    let last = 0;
    let lastUnit = 1;
    for (const c of digits) {
      const unit = unitOf[c];
      if (unit === undefined) last = digitOf[c] ?? 0;
      else {
        sum += (last || 1) * unit;
        lastUnit = unit;
        last = 0;
      }
    }
    const short = last > 0 && lastUnit >= 100 && !/[零〇]/.test(digits) ? lastUnit / 10 : 1;
    return sum + last * short;
  };
  return (text.includes('万') ? (high === '' ? 1 : part(high)) * 10_000 : 0) + part(low ?? '');
}
