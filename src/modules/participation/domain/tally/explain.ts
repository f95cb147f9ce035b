import { choiceNames } from '../ballot/words.ts';
import { areasByPerson, countMatter, type Standing, standingOf } from './count.ts';
import { larger } from './outcome.ts';
import {
  type Chosen,
  choiceAt,
  effectiveChoices,
  makeRegister,
  type Register,
  votesThatCount,
} from './register.ts';
import type { Choice, Rules, Subject, Vote } from './vote.ts';
import { areaText } from './why.ts';

/** Why one person was counted so on one matter; for the owner themself and for whoever audits the count. */
export type PersonAccount = {
  readonly matter: string;
  /** Owner key; null is the one person of all unsold parts. */
  readonly owner: string | null;
  readonly parts: readonly {
    readonly part: string;
    readonly areaCm2: number;
    /** The choice that counts; null where nothing was returned. */
    readonly choice: Choice | null;
    /** When it was chosen, as written in the vote. */
    readonly at: string | null;
    /** How many earlier votes of the part it replaced. */
    readonly replaced: number;
  }[];
  /** What the one head stands for before 从众 joins anything. */
  readonly standing: Standing;
  /** What the person adds in the announced result. */
  readonly counted: {
    readonly heads: { readonly taking: 0 | 1; readonly for: 0 | 1 };
    readonly areaCm2: { readonly taking: number; readonly for: number };
  };
  /** The same with unreturned votes joining the majority; only where the rules say so. */
  readonly withUnreturned?: PersonAccount['counted'];
  /** Chinese sentence. */
  readonly why: string;
};

type Account = Omit<PersonAccount, 'why'>;

function headSentence(standing: Standing, counted: PersonAccount['counted']['heads']): string {
  if (standing === 'unreturned') return '没有投票，不计入参与';
  const joined = counted.for === 1 ? '随多数计入同意' : '没有随多数计入同意';
  if (standing === 'follow') return `以面积最大的选择“从众”计 1 人，${joined}`;
  if (standing === 'split') return '面积最大的选择不止一个，计 1 人参与，不计入同意';
  return `以面积最大的选择“${choiceNames[standing]}”计 1 人`;
}

function whyOf({ owner, parts, standing, counted, withUnreturned }: Account): string {
  const who = owner === null ? '全部未售部分按一人计' : `名下 ${parts.length} 个专有部分按一人计`;
  const voted = parts.filter(({ choice }) => choice !== null).length;
  const replaced = parts.reduce((sum, one) => sum + one.replaced, 0);
  return (
    `${who}，其中 ${voted} 个已投票，参与面积 ${areaText(counted.areaCm2.taking)}，` +
    `计入同意的面积 ${areaText(counted.areaCm2.for)}；${headSentence(standing, counted.heads)}` +
    `${replaced > 0 ? `；更早的 ${replaced} 次投票已被后来的替换` : ''}` +
    `${withUnreturned ? `；未投票的随多数计入时，同意为 ${withUnreturned.heads.for} 人、${areaText(withUnreturned.areaCm2.for)}` : ''}。`
  );
}

/** What the person adds, given what 从众 (and unreturned ones) join by heads and by area. */
function countedOf(
  register: Register,
  chosen: Chosen,
  mine: readonly number[],
  standing: Standing,
  rules: Rules,
): PersonAccount['counted'] {
  const { heads, areaCm2 } = countMatter(register, chosen, rules.follow);
  const join = { heads: larger(heads) === 'for', areaCm2: larger(areaCm2) === 'for' };
  const all = rules.unreturned === 'follow-majority';
  let [taking, agreed] = [0, 0];
  for (const index of mine) {
    const area = register.parts[index]?.areaCm2 ?? 0;
    const choice = choiceAt(chosen[index] ?? 0);
    if (choice || all) taking += area;
    const joins = choice === null ? all : choice === 'follow' && rules.follow === 'count-with-majority';
    if (choice === 'for' || (joins && join.areaCm2)) agreed += area;
  }
  const joins = standing === 'follow' || (standing === 'unreturned' && all);
  return {
    heads: {
      taking: standing !== 'unreturned' || all ? 1 : 0,
      for: standing === 'for' || (joins && join.heads) ? 1 : 0,
    },
    areaCm2: { taking, for: agreed },
  };
}

/** The person's parts with the votes that count. */
function partAccounts(
  subject: Subject,
  votes: readonly Vote[],
  matter: string,
  mine: readonly number[],
  row: Int32Array,
): PersonAccount['parts'] {
  const cast = new Map<string, number>();
  for (const vote of votes) if (vote.matter === matter) cast.set(vote.part, (cast.get(vote.part) ?? 0) + 1);
  return mine.flatMap((index) => {
    const part = subject.parts[index];
    const vote = votes[row[index] ?? -1];
    if (!part) return [];
    const replaced = Math.max(0, (cast.get(part.id) ?? 0) - 1);
    return [
      {
        ...{ part: part.id, areaCm2: part.areaCm2, replaced },
        ...{ choice: vote?.choice ?? null, at: vote?.at ?? null },
      },
    ];
  });
}

/**
 * Why a person was counted so on a matter, or null when there is no such person or matter. Over all persons of a roll
 * the counted heads and areas add up to the result of `tally`.
 * @param owner an owner's key, or null for the one person of all unsold parts
 * @throws RangeError on input that `checkTally` refuses
 */
export function explainPerson(
  subject: Subject,
  votes: readonly Vote[],
  rules: Rules,
  matter: string,
  owner: string | null,
): PersonAccount | null {
  const register = makeRegister(subject);
  const person = register.persons.indexOf(owner);
  const place = subject.matters.findIndex(({ id }) => id === matter);
  const row = votesThatCount(register, votes)[place];
  const chosen = effectiveChoices(register, votes)[place];
  if (person < 0 || !row || !chosen) return null;
  const mine = [...register.personOf.keys()].filter((index) => register.personOf[index] === person);
  const area = areasByPerson(register, chosen, rules.follow)[person];
  const standing = area ? standingOf(area) : 'unreturned';
  const account = {
    ...{ matter, owner, standing, parts: partAccounts(subject, votes, matter, mine, row) },
    counted: countedOf(register, chosen, mine, standing, { ...rules, unreturned: 'exclude' }),
    ...(rules.unreturned === 'exclude'
      ? {}
      : { withUnreturned: countedOf(register, chosen, mine, standing, rules) }),
  };
  return { ...account, why: whyOf(account) };
}
