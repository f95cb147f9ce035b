import { Unverified } from '#ui/basis.tsx';
import type { Column } from '#ui/table.tsx';
import type { Rule } from '../domain/rule/types.ts';
import { type RuleSet, wordsOf } from './rules-words.ts';

export const ruleColumns = (set: Pick<RuleSet, 'world'>): readonly Column<Rule>[] => {
  const words = wordsOf(set.world);
  return [
    { key: 'title', title: '规则', render: (one) => one.title || one.id },
    { key: 'match', title: '适用于', render: words.match },
    { key: 'pays', title: '由谁出', render: words.pays },
    {
      key: 'basis',
      title: '依据',
      render: (one) => (
        <>
          {one.basis || '未写明'}
          {one.exception && `；另有规定：${one.exception}`} {one.unverified && <Unverified />}
        </>
      ),
    },
  ];
};
