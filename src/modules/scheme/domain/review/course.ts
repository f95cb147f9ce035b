import type { VersionState } from '../state.ts';
import { outcomeOf, type Seat, type Stance } from './seat.ts';

export const roundStates = ['open', 'passed', 'returned', 'cancelled'] as const;
export type RoundState = (typeof roundStates)[number];
export const roundStateNames: Readonly<Record<RoundState, string>> = {
  open: '征求意见中',
  passed: '通过',
  returned: '退回修改',
  cancelled: '已撤销',
};

/** A version on its way from handed in to approved: its newest round and who was asked in it. */
export type Course = {
  readonly state: VersionState;
  readonly round: RoundState | null;
  readonly seats: readonly Seat[];
  /** Every estate has a notice of this version that was not taken down. */
  readonly noticed: boolean;
  /** Nothing else stands against approval. */
  readonly clear: boolean;
};

export const courseSteps = [
  'ask',
  'cancel',
  'give',
  'takeBack',
  'answer',
  'pass',
  'post',
  'approve',
  'return',
] as const;
export type CourseStep = (typeof courseSteps)[number];

const reviewing = (course: Course): boolean => course.state === 'submitted' && course.round === 'open';

const tests: Readonly<Record<CourseStep, (course: Course) => boolean>> = {
  ask: ({ state, round }) => state === 'submitted' && round !== 'open' && round !== 'passed',
  // once somebody has spoken, a round ends by passing or by returning the scheme
  cancel: (course) => reviewing(course) && course.seats.every(({ stance }) => stance === null),
  give: reviewing,
  takeBack: (course) => reviewing(course) && course.seats.some(({ stance }) => stance !== null),
  answer: (course) => reviewing(course) && course.seats.some(({ stance }) => stance === 'conditions'),
  pass: (course) => reviewing(course) && outcomeOf(course.seats).passes,
  post: ({ state, noticed }) => state === 'reviewed' || (state === 'posted' && !noticed),
  approve: ({ state, noticed, clear }) => state === 'posted' && noticed && clear,
  return: ({ state }) => state === 'submitted' || state === 'reviewed' || state === 'posted',
};

/** The steps open to a version, in their order. */
export const openSteps = (course: Course): CourseStep[] => courseSteps.filter((step) => tests[step](course));

/** What happened; `at` is the place of a seat. */
export type CourseEvent =
  | { readonly step: 'ask'; readonly seats: readonly Seat[] }
  | { readonly step: 'give'; readonly at: number; readonly stance: Stance }
  | { readonly step: 'takeBack' | 'answer'; readonly at: number }
  | { readonly step: 'cancel' | 'pass' | 'post' | 'approve' | 'return' };

const seatAfter = (seat: Seat, event: CourseEvent): Seat | null => {
  switch (event.step) {
    case 'give':
      return { ...seat, stance: event.stance, answered: false };
    case 'takeBack':
      return seat.stance === null ? null : { ...seat, stance: null, answered: false };
    case 'answer':
      return seat.stance === 'conditions' ? { ...seat, answered: true } : null;
    default:
      return null;
  }
};

/** The course after an event; null where the event is not open to it. */
export function courseAfter(course: Course, event: CourseEvent): Course | null {
  if (!tests[event.step](course)) return null;
  switch (event.step) {
    case 'ask':
      return event.seats.length === 0 ? null : { ...course, round: 'open', seats: event.seats };
    case 'cancel':
      return { ...course, round: 'cancelled', seats: [] };
    case 'pass':
      return { ...course, state: 'reviewed', round: 'passed' };
    case 'post':
      return { ...course, state: 'posted', noticed: true };
    case 'approve':
      return { ...course, state: 'approved' };
    case 'return':
      return { ...course, state: 'returned', round: course.round === 'open' ? 'returned' : course.round };
    default: {
      const before = course.seats[event.at];
      const after = before ? seatAfter(before, event) : null;
      return after ? { ...course, seats: course.seats.with(event.at, after) } : null;
    }
  }
}
