import { type EstateFacts, surveyedText, type Verdict } from './facts.ts';

/** Least share of all households that agree, as exact text: `2/3`, `0.75`. */
export type WishParams = { readonly threshold: string };

/** A share given as `a/b` or as a decimal, as integers. Throws RangeError on other text. */
export function fractionOf(text: string): { num: bigint; den: bigint } {
  const parts = /^(\d+)(?:\.(\d+)|\/(\d+))?$/.exec(text);
  if (!parts) throw new RangeError(`not a share: ${text}`);
  const [, whole = '0', decimals = '', over] = parts;
  if (over !== undefined && BigInt(over) > 0n) return { num: BigInt(whole), den: BigInt(over) };
  if (over !== undefined) throw new RangeError(`not a share: ${text}`);
  return { num: BigInt(whole + decimals), den: 10n ** BigInt(decimals.length) };
}

/** Percentage with one decimal for people to read; the verdict itself is computed with integers. */
const percentText = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

/** Strong wish (clause 三): agreeing households × denominator ≥ households × numerator, in integers. */
export function judgeWish(
  facts: EstateFacts,
  params: WishParams,
): { met: Verdict; evidence: string; missing: string | null } {
  const surveyed = facts.surveyed?.agree ?? null;
  const agree = surveyed ? surveyed.yes : facts.agree;
  const households = surveyed ? surveyed.households : facts.households;
  const source = surveyed ? `；${surveyedText(surveyed)}` : '';
  if (agree === null || households === null || households <= 0) {
    const lacking = [
      households === null || households <= 0 ? '总户数' : '',
      agree === null ? '同意改造户数' : '',
    ];
    const names = lacking.filter(Boolean).join('、');
    return { met: 'unknown', evidence: `未填或不能读出：${names}`, missing: `补填${names}` };
  }
  const whole = Number.isSafeInteger(agree) && Number.isSafeInteger(households) && agree >= 0;
  if (!whole || agree > households)
    return {
      met: 'unknown',
      evidence: whole
        ? `同意 ${agree} 户多于总户数 ${households} 户，数据矛盾`
        : `同意 ${agree} 户、总户数 ${households} 户，不是整户数`,
      missing: '核对总户数与同意改造户数',
    };
  const { num, den } = fractionOf(params.threshold);
  const met = BigInt(agree) * den >= BigInt(households) * num;
  const needed = (BigInt(households) * num + den - 1n) / den;
  return {
    met: met ? 'yes' : 'no',
    evidence: `同意 ${agree} 户，占 ${households} 户的 ${percentText(agree, households)}（标准：不低于 ${params.threshold}）${source}`,
    missing: met ? null : `还差 ${needed - BigInt(agree)} 户同意`,
  };
}
