import { wanText } from '#shared/money.ts';
import type { InReason, OutReason } from './types.ts';
import { classNames } from './words.ts';

const yuanStep = 100n;

/** Fen as 元 with cents only where there are any. */
function yuan(fen: bigint): string {
  const cents = fen % yuanStep;
  const whole = (fen / yuanStep).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === 0n ? `${whole} 元` : `${whole}.${String(cents).padStart(2, '0')} 元`;
}

/** From 1 万元 on in 万元, below in 元. */
const money = (fen: bigint): string => (fen < 1_000_000n ? yuan(fen) : `${wanText(fen)} 万元`);

/** Why an item is in, as one Chinese sentence. */
export function whyIn(why: InReason): string {
  switch (why.code) {
    case 'fixed':
      return '基础类内容，应改尽改，先行列入，不参加选择。';
    case 'free':
      return `不需要费用，有 ${why.votes} 户赞成，直接列入。`;
    case 'most-approvals':
      return `第 ${why.round} 项选中：${why.votes} 户赞成，在当时余款 ${money(why.left)} 够用的各项中最多。`;
    case 'completion':
      return `第 ${why.round} 项选中：均等份额法结束后尚余 ${money(why.left)}，在够用的各项中赞成最多（${why.votes} 户）。`;
    case 'equal-shares': {
      const spent = why.spentUp > 0 ? `，其中 ${why.spentUp} 户份额不足，以其所余全部计入` : '，各户份额都够';
      return `第 ${why.round} 项选中：赞成的 ${why.votes} 户共同承担，每户至多从份额中出 ${yuan(why.payment)}${spent}；折合 ${why.effectiveVotes.toFixed(1)} 户足额承担，当时各项中最高。`;
    }
  }
}

/**
 * Why an item is out, as one Chinese sentence.
 * @param cost of the item
 * @param titleOf the title of another item, by its id
 */
export function whyOut(why: OutReason, cost: bigint, titleOf: (id: string) => string): string {
  switch (why.code) {
    case 'no-votes':
      return '没有住户赞成。';
    case 'over-budget':
      return `${why.votes} 户赞成；需要 ${money(cost)}，预算只余 ${money(why.left)}。`;
    case 'class-cap':
      return `${why.votes} 户赞成；${classNames[why.class]}最多用 ${money(why.cap)}，已用 ${money(why.spent)}，不够再列入 ${money(cost)}。`;
    case 'incompatible':
      return `${why.votes} 户赞成；与已选中的“${titleOf(why.with)}”不能同时实施。`;
    case 'supporters-money':
      return `${why.votes} 户赞成；这些户的份额共余 ${money(why.money)}，不足所需的 ${money(cost)}（其余份额已用于他们选的其他项），预算还余 ${money(why.left)}。`;
  }
}
