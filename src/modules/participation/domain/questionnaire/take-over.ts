import type { Question, Value } from './question.ts';

/** What a household visit noted of a household's wishes; money in fen, items and management as written. */
export type VisitedWish = {
  readonly agree: boolean | null;
  readonly pay: boolean | null;
  readonly payFen: bigint | null;
  readonly items: readonly string[];
  readonly management: string | null;
};

const byTitle = (question: Question, text: string): string | undefined =>
  question.options.find((one) => one.title === text.trim() || one.id === text.trim())?.id;

function wishValue(question: Question, wish: VisitedWish): Value | null {
  switch (question.meaning) {
    case 'agree':
      return wish.agree;
    case 'pay':
      return wish.pay;
    case 'payAmount':
      return wish.payFen === null ? null : Number(wish.payFen);
    case 'items': {
      const ids = wish.items.flatMap((item) => byTitle(question, item) ?? []);
      return ids.length > 0 ? ids : null;
    }
    case 'management':
      return wish.management === null ? null : (byTitle(question, wish.management) ?? null);
    default:
      return null;
  }
}

/** A visit's wishes as answers to the questions that ask the same; empty where none does. What the paper does not offer is left out. */
export function answersFromVisit(
  questions: readonly Question[],
  wish: VisitedWish,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const value = wishValue(question, wish);
      return value === null ? [] : [[question.id, value] as const];
    }),
  );
}
