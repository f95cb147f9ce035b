import {
  addDays,
  dayOf,
  dayWords,
  earliestOpening,
  instantWords,
  type VoteCalendar,
  type VoteDates,
} from './calendar.ts';
import { rulesFault, type VoteRules } from './rules.ts';
import { moveOf, type VoteState, type VoteStep } from './state.ts';

/** What a step is judged by. */
export type StepFacts = {
  readonly matters: number;
  readonly rules: VoteRules;
  readonly dates: VoteDates;
  readonly calendar: VoteCalendar;
  /** Faults of the roll that keep it from being published; entitled parts on it. */
  readonly roll: { readonly blocking: number; readonly entitled: number };
  /** Objections to the posted roll without an answer. */
  readonly openObjections: number;
  /** Now (ISO 8601, UTC) and today in China. */
  readonly now: string;
  readonly today: string;
  readonly reason: string;
};

export type StepAnswer =
  | { readonly ok: true; readonly state: VoteState }
  | { readonly ok: false; readonly refusal: 'state' }
  | { readonly ok: false; readonly refusal: 'missing'; readonly missing: readonly string[] };

const later = (instant: string, than: string): boolean => Temporal.Instant.compare(instant, than) > 0;

function publishMissing({ matters, roll, dates, calendar, today }: StepFacts): string[] {
  const { rollObjectionsUntil: until } = dates;
  const earliest = addDays(today, calendar.rollDays);
  return [
    ...(matters === 0 ? ['还没有表决事项'] : []),
    ...(roll.entitled === 0 ? ['名册上没有可以表决的专有部分，请先在摸底中登记或导入业主名册'] : []),
    ...(roll.blocking > 0 ? [`名册还有 ${roll.blocking} 处必须先改正的问题`] : []),
    ...(until === null || until < earliest
      ? [`异议期不少于 ${calendar.rollDays} 日，最早到 ${dayWords(earliest)}`]
      : []),
  ];
}

function announceMissing({ matters, rules, dates, calendar, today, openObjections }: StepFacts): string[] {
  const { rollObjectionsUntil: until, opensAt, closesAt } = dates;
  const earliest = earliestOpening(today, calendar);
  const own = rulesFault(rules);
  return [
    ...(matters === 0 ? ['还没有表决事项'] : []),
    ...(until === null || today <= until
      ? [`名册异议期到 ${until === null ? '（未定）' : dayWords(until)} 当日为止，期满次日才能公告`]
      : []),
    ...(openObjections > 0 ? [`还有 ${openObjections} 件对名册的异议没有答复`] : []),
    ...(own ? [own] : []),
    ...(opensAt === null || closesAt === null ? ['还没有定投票的开始和截止时间'] : []),
    ...(opensAt !== null && dayOf(opensAt) < earliest
      ? [`公告须在投票前不少于 ${calendar.noticeDays} 日，今天公告的，最早 ${dayWords(earliest)} 开始投票`]
      : []),
    ...(opensAt !== null && closesAt !== null && !later(closesAt, opensAt) ? ['截止时间应晚于开始时间'] : []),
  ];
}

function missingFor(step: VoteStep, facts: StepFacts): string[] {
  const { opensAt, closesAt } = facts.dates;
  switch (step) {
    case 'publishRoll':
      return publishMissing(facts);
    case 'announce':
      return announceMissing(facts);
    case 'open':
      return opensAt === null || later(opensAt, facts.now)
        ? [`要到 ${opensAt === null ? '公告的时间' : instantWords(opensAt)} 才开始投票`]
        : [];
    case 'close':
      return closesAt === null || later(closesAt, facts.now)
        ? [`投票到 ${closesAt === null ? '公告的时间' : instantWords(closesAt)} 截止，截止前不能计票`]
        : [];
    case 'recall':
    case 'cancel':
      return facts.reason.trim() === '' ? ['请写明原因'] : [];
    case 'post':
      return [];
  }
}

/** Judges one step; everything that is missing is told at once. */
export function takeVoteStep(state: VoteState, step: VoteStep, facts: StepFacts): StepAnswer {
  const to = moveOf(state, step);
  if (to === null) return { ok: false, refusal: 'state' };
  const missing = missingFor(step, facts);
  return missing.length === 0 ? { ok: true, state: to } : { ok: false, refusal: 'missing', missing };
}

/** The step the clock itself takes now, whoever looks: opening at its minute, closing at its minute. */
export function dueStep(
  state: VoteState,
  dates: Pick<VoteDates, 'opensAt' | 'closesAt'>,
  now: string,
): 'open' | 'close' | null {
  if (state === 'announced' && dates.opensAt !== null && !later(dates.opensAt, now)) return 'open';
  if (state === 'open' && dates.closesAt !== null && !later(dates.closesAt, now)) return 'close';
  return null;
}
