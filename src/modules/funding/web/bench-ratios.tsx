import { Input } from 'antd';
import type { Rule, RuleBook, RuleWorld } from '../domain/rule/types.ts';
import { decimalText, isDecimal, scaleDecimals } from '../domain/share/decimal.ts';
import { Field } from './rules-field.tsx';
import { wordsOf } from './rules-words.ts';

/** 1 − share, exactly; null where the share is none or above 1. */
function rest(share: string): string | null {
  if (!isDecimal(share)) return null;
  const { numbers, unit } = scaleDecimals([share]);
  const left = unit - (numbers[0] ?? 0n);
  return left < 0n ? null : decimalText(left, unit);
}

function withShare(rule: Rule, payer: string, share: string): Rule {
  const complement = rule.payers.length === 2 ? rest(share) : null;
  return {
    ...rule,
    payers: rule.payers.map((one) =>
      one.payer === payer ? { ...one, share } : complement === null ? one : { ...one, share: complement },
    ),
  };
}

type Props = {
  readonly world: RuleWorld;
  readonly book: RuleBook;
  readonly change: (book: RuleBook) => void;
};

/** Every share of every rule as a field. */
export function Ratios({ world, book, change }: Props) {
  const words = wordsOf(world);
  const put = (rule: Rule, payer: string, share: string) =>
    change({
      ...book,
      rules: book.rules.map((one) => (one.id === rule.id ? withShare(one, payer, share) : one)),
    });
  return (
    <div className="rules-ratios">
      {book.rules.map((rule) => (
        <fieldset key={rule.id}>
          <legend>{rule.title || rule.id}</legend>
          <p className="hj-about">{words.match(rule)}</p>
          {rule.payers.map(({ payer, share }) => {
            const title = words.payers.get(payer)?.title ?? payer;
            return (
              <Field key={payer} label={title}>
                <Input
                  aria-label={`${rule.title}：${title}的份额`}
                  inputMode="decimal"
                  value={share}
                  status={rest(share) === null ? 'error' : ''}
                  onChange={(event) => put(rule, payer, event.target.value.trim())}
                />
              </Field>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}
