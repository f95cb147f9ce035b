import type { Rules } from '../tally/vote.ts';

/** Rules of the count with where the estate's own rules (管理规约、议事规则) say so; null: the law's default. */
export type VoteRules = Rules & {
  readonly ownRules: { readonly text: string; readonly fileId: string } | null;
};

/**
 * Unreturned papers and 从众 join the majority only where the estate's own rules say so (聊城市物业管理条例 16): their
 * words and the signed file have to be named. The answer says what is missing, or null.
 */
export function rulesFault(rules: VoteRules): string | null {
  const own = rules.unreturned === 'follow-majority' || rules.follow === 'count-with-majority';
  if (!own) return null;
  if (!rules.ownRules || rules.ownRules.text.trim() === '')
    return '未投票或从众的票随多数计入，须写明本小区管理规约或议事规则的条文';
  return null;
}

export const unreturnedNames: Readonly<Record<Rules['unreturned'], string>> = {
  exclude: '不计入（视为未参与）',
  'follow-majority': '随多数意见计入',
};
export const followNames: Readonly<Record<Rules['follow'], string>> = {
  'count-with-majority': '随多数意见计入',
  abstain: '按弃权计',
};
