import { Tag } from 'antd';
import type { z } from 'zod';
import type { courseShape, roundShape, seatShape } from '../contract-reviews.ts';
import { type SeatStanding, seatStandingNames, stanceNames } from '../domain/review/seat.ts';

export type Course = z.output<typeof courseShape>;
export type Round = z.output<typeof roundShape>;
export type SeatView = z.output<typeof seatShape>;

const colours: Readonly<Record<SeatStanding, string>> = {
  waiting: 'default',
  overdue: 'error',
  agreed: 'success',
  unanswered: 'warning',
  objected: 'error',
};

type Shown = Pick<SeatView, 'standing' | 'stance'>;

/** Where a unit stands, in words first and colour second. */
export function StandingTag({ seat }: { readonly seat: Shown }) {
  const words =
    seat.standing === 'agreed' && seat.stance ? stanceNames[seat.stance] : seatStandingNames[seat.standing];
  return <Tag color={colours[seat.standing]}>{words}</Tag>;
}

export const optionsOf = <K extends string>(
  words: Readonly<Record<K, string>>,
  keys: readonly K[] = Object.keys(words) as K[],
) => keys.map((value) => ({ value, label: words[value] }));

export const oneOf = <K extends string>(keys: readonly K[], value: string | undefined): K | undefined =>
  keys.find((one) => one === value);
