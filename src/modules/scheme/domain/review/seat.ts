/** What a unit may say of a scheme. */
export const stances = ['agree', 'conditions', 'object', 'none'] as const;
export type Stance = (typeof stances)[number];
export const stanceNames: Readonly<Record<Stance, string>> = {
  agree: '同意',
  conditions: '修改后同意',
  object: '不同意',
  none: '不涉及',
};

/** Where a unit asked stands on a day. */
export const seatStandings = ['waiting', 'overdue', 'agreed', 'unanswered', 'objected'] as const;
export type SeatStanding = (typeof seatStandings)[number];
export const seatStandingNames: Readonly<Record<SeatStanding, string>> = {
  waiting: '待出具',
  overdue: '逾期未出具',
  agreed: '同意',
  unanswered: '所提修改未答复',
  objected: '不同意',
};

/** One unit asked in one round, with its opinion if there is one. */
export type Seat = {
  readonly office: string;
  readonly title: string;
  /** Without its agreement the scheme does not go on. */
  readonly needed: boolean;
  readonly dueOn: string;
  readonly stance: Stance | null;
  /** What it asked for was answered: taken up, or why not. */
  readonly answered: boolean;
};

export function seatStanding(seat: Pick<Seat, 'dueOn' | 'stance' | 'answered'>, today: string): SeatStanding {
  if (seat.stance === null) return today > seat.dueOn ? 'overdue' : 'waiting';
  if (seat.stance === 'object') return 'objected';
  return seat.stance === 'conditions' && !seat.answered ? 'unanswered' : 'agreed';
}

/** What still stands between a round and its passing. Silence is never taken for agreement. */
export type Outcome = {
  readonly passes: boolean;
  readonly silent: readonly Seat[];
  readonly unanswered: readonly Seat[];
  readonly objecting: readonly Seat[];
};

/** A unit that must not agree may keep silent, but what it objects to or asks for counts like everybody's. */
export function outcomeOf(seats: readonly Seat[]): Outcome {
  const silent = seats.filter((seat) => seat.needed && seat.stance === null);
  const unanswered = seats.filter((seat) => seat.stance === 'conditions' && !seat.answered);
  const objecting = seats.filter((seat) => seat.stance === 'object');
  const open = silent.length + unanswered.length + objecting.length;
  return { passes: seats.length > 0 && open === 0, silent, unanswered, objecting };
}

const titles = (seats: readonly Seat[]): string => seats.map((seat) => seat.title).join('、');

/** What is missing, as sentences that name the units; empty when nothing is. */
export function outcomeSentences({ silent, unanswered, objecting }: Outcome): string[] {
  return [
    silent.length > 0 ? `尚未出具意见：${titles(silent)}` : '',
    objecting.length > 0 ? `不同意：${titles(objecting)}` : '',
    unanswered.length > 0 ? `所提修改意见尚未答复：${titles(unanswered)}` : '',
  ].filter((one) => one !== '');
}
