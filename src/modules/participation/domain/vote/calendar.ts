/** The clocks of a vote, in days unless named otherwise; figures of the law, frozen from the policy pack. */
export type VoteCalendar = {
  /** The roll is posted for objection at least so long. */
  readonly rollDays: number;
  /** The notice stands at least so long before voting opens. */
  readonly noticeDays: number;
  /** A representative hands in the signed owners' opinions so long before voting opens. */
  readonly representDays: number;
  /** The result is posted within so many days of the closing day. */
  readonly resultDays: number;
  /** Owners may ask a court to revoke within so many years of the posting. */
  readonly challengeYears: number;
};

export type VoteDates = {
  readonly rollPublishedOn: string | null;
  readonly rollObjectionsUntil: string | null;
  readonly announcedOn: string | null;
  /** ISO 8601 instants. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly resultPostedOn: string | null;
};

const zone = 'Asia/Shanghai';

/** The day in China on which an instant falls. */
export const dayOf = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

/** 2026年12月7日 09:00, as announced. */
export function instantWords(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayWords(at.toPlainDate().toString())}${two(at.hour)}:${two(at.minute)}`;
}

/** 2026年12月7日. */
export function dayWords(day: string): string {
  const { year, month, day: date } = Temporal.PlainDate.from(day);
  return `${year}年${month}月${date}日`;
}

export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** The first day on which voting may open when the notice is posted on a day: the day of posting does not count. */
export const earliestOpening = (announcedOn: string, { noticeDays }: VoteCalendar): string =>
  addDays(announcedOn, noticeDays);

/** The last day on which the result may be posted. */
export const resultDue = (closesAt: string, { resultDays }: VoteCalendar): string =>
  addDays(dayOf(closesAt), resultDays);

/** The last day on which an owner may ask a court to revoke (司法解释 12). */
export const challengeUntil = (postedOn: string, { challengeYears }: VoteCalendar): string =>
  Temporal.PlainDate.from(postedOn).add({ years: challengeYears }).toString();

export type Clock = {
  readonly id: 'rollObjections' | 'representatives' | 'notice' | 'voting' | 'result' | 'challenge';
  readonly title: string;
  readonly basis: string;
  readonly from: string | null;
  readonly until: string | null;
  /** `late`: done after its day; `overdue`: its day is past and it is not done. */
  readonly state: 'open' | 'running' | 'done' | 'late' | 'overdue';
};

const windowState = (today: string, from: string | null, until: string | null): Clock['state'] => {
  if (from === null || until === null || today < from) return 'open';
  return today <= until ? 'running' : 'done';
};

/** The statutory clocks of a vote with their days; what is not fixed yet has null days. */
export function clocksOf(dates: VoteDates, calendar: VoteCalendar, today: string): Clock[] {
  const { opensAt, closesAt, announcedOn, resultPostedOn } = dates;
  const opens = opensAt === null ? null : dayOf(opensAt);
  const closes = closesAt === null ? null : dayOf(closesAt);
  const due = closesAt === null ? null : resultDue(closesAt, calendar);
  const handIn = opens === null ? null : addDays(opens, -calendar.representDays);
  const challenge = resultPostedOn === null ? null : challengeUntil(resultPostedOn, calendar);
  const posting = (): Clock['state'] => {
    if (due === null || closes === null) return 'open';
    if (resultPostedOn !== null) return resultPostedOn <= due ? 'done' : 'late';
    if (today < closes) return 'open';
    return today <= due ? 'running' : 'overdue';
  };
  const of = (id: Clock['id'], title: string, basis: string, from: string | null, until: string | null) => ({
    ...{ id, title, basis, from, until },
    state: windowState(today, from, until),
  });
  return [
    of(
      'rollObjections',
      `名册公示异议期（不少于 ${calendar.rollDays} 日）`,
      '政策参数“各类公示的最短期限”',
      dates.rollPublishedOn,
      dates.rollObjectionsUntil,
    ),
    of(
      'notice',
      `投票前公告（不少于 ${calendar.noticeDays} 日）`,
      '物业管理条例 14',
      announcedOn,
      opens === null ? null : addDays(opens, -1),
    ),
    of(
      'representatives',
      `业主代表提交业主签字意见（投票前 ${calendar.representDays} 日）`,
      '聊城市物业管理条例 17',
      announcedOn,
      handIn,
    ),
    of('voting', '投票', '民法典 278', opens, closes),
    {
      ...of('result', `公布结果（${calendar.resultDays} 日内）`, '山东省物业管理条例 32', closes, due),
      state: posting(),
    },
    of(
      'challenge',
      `业主可请求撤销（${calendar.challengeYears} 年）`,
      '建筑物区分所有权司法解释 12',
      resultPostedOn,
      challenge,
    ),
  ];
}
