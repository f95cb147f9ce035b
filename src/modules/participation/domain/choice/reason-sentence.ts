import { type Fen, wanText } from '#shared/money.ts';
import type { InReason, OutReason } from './types.ts';

const yuan = (fen: Fen): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')} 元`;
const wan = (fen: Fen): string => `${wanText(fen)} 万元`;
const className = { basic: '基础类', improvement: '完善类', enhancement: '提升类' } as const;

/**
 * Why an item is in or out, as a sentence for residents.
 * @param title names another item by its id
 */
export function reasonSentence(why: InReason | OutReason, title: (id: string) => string): string {
  switch (why.code) {
    case 'fixed':
      return '基础类内容，先行列入，不参加选择';
    case 'free':
      return `不需费用，有 ${why.votes} 户赞成，列入`;
    case 'most-approvals':
      return `第 ${why.round} 项列入：${why.votes} 户赞成，在尚能负担的各项中最多（列入前余 ${wan(why.left)}）`;
    case 'completion':
      return `用各户份额的结余列入：${why.votes} 户赞成，在尚能负担的各项中最多（列入前余 ${wan(why.left)}）`;
    case 'equal-shares':
      return `第 ${why.round} 项列入：${why.votes} 户赞成，由这些户的份额承担，每户至多 ${yuan(why.payment)}，单位费用承担最低${
        why.spentUp > 0 ? `；其中 ${why.spentUp} 户的份额已用完` : ''
      }`;
    case 'no-votes':
      return '没有住户赞成';
    case 'over-budget':
      return `${why.votes} 户赞成，但轮到时预算只余 ${wan(why.left)}，不够`;
    case 'class-cap':
      return `${why.votes} 户赞成，但${className[why.class]}的上限 ${wan(why.cap)} 已用 ${wan(why.spent)}，不够`;
    case 'incompatible':
      return `${why.votes} 户赞成，但与已列入的“${title(why.with)}”互斥`;
    case 'supporters-money':
      return `${why.votes} 户赞成，这些户的份额合计只余 ${wan(why.money)}，不足以承担（预算还余 ${wan(why.left)}）`;
  }
}
