import { z } from 'zod';
import { excludedShape, rollSumsShape } from './contract-roll-shapes.ts';
import { matterClasses } from './domain/tally/vote.ts';
import { conveners, voteScopes, voteStates, voteSteps } from './domain/vote/state.ts';

const cm2 = z.string();
const count = z.number().int();

export const rulesShape = z.object({
  unreturned: z.enum(['exclude', 'follow-majority']),
  follow: z.enum(['count-with-majority', 'abstain']),
  ownRules: z.object({ text: z.string(), fileId: z.string() }).nullable(),
});
const fraction = z.object({ num: count, den: count });
const classThreshold = z.object({ quorum: fraction, majority: fraction, strict: z.boolean() });
export const thresholdsShape = z.object({
  article: z.string(),
  ordinary: classThreshold,
  special: classThreshold,
});
export const calendarShape = z.object({
  rollDays: count,
  noticeDays: count,
  representDays: count,
  resultDays: count,
  challengeYears: count,
});
export const subjectShape = z.object({
  kind: z.string(),
  id: z.string(),
  version: z.string(),
  hash: z.string(),
  menu: z.unknown().optional(),
});

export const matterShape = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** Item of the first paragraph of 民法典 278, by its id in the pack (`vote.matters`). */
  kind: z.string(),
  class: z.enum(matterClasses),
});

/** How far a vote has come: heads, areas (cm²) and parts of the whole roll that handed in a ballot. */
export const turnoutShape = z.object({
  heads: z.object({ all: count, taking: count }),
  areaCm2: z.object({ all: cm2, taking: cm2 }),
  parts: z.object({ all: count, taking: count }),
});

export const voteRowShape = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  estateId: z.uuid(),
  scope: z.enum(voteScopes),
  scopeName: z.string(),
  state: z.enum(voteStates),
  matters: count,
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  resultPostedOn: z.string().nullable(),
  /** The last day for posting the result, once the closing day is known. */
  resultDue: z.string().nullable(),
  overdue: z.boolean(),
  turnout: turnoutShape,
  createdAt: z.string(),
});

const clockShape = z.object({
  id: z.string(),
  title: z.string(),
  basis: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  state: z.enum(['open', 'running', 'done', 'late', 'overdue']),
});

const figures = z.object({ all: z.number(), taking: z.number(), for: z.number() });
const outcomeShape = z.object({
  heads: figures,
  areaCm2: figures,
  quorum: z.boolean(),
  passed: z.boolean(),
  why: z.string(),
});
const marked = z.object({ parts: count, areaCm2: z.number() });
export const resultShape = z.object({
  ballots: count,
  replaced: count,
  hashes: z.object({ vote: z.string(), roll: z.string(), ballots: z.string() }),
  matters: z.array(
    z.object({
      id: z.string(),
      class: z.enum(matterClasses),
      outcome: outcomeShape,
      withUnreturned: outcomeShape.optional(),
      marked: z.object({ for: marked, against: marked, abstain: marked, follow: marked, unreturned: marked }),
      readings: z.array(
        z.object({
          rules: rulesShape.pick({ unreturned: true, follow: true }),
          byRules: z.boolean(),
          outcome: outcomeShape,
        }),
      ),
      disputed: z.boolean(),
    }),
  ),
});

/** What can be done next and what is still missing for it. */
const nextShape = z.object({
  step: z.enum(voteSteps),
  ready: z.boolean(),
  missing: z.array(z.string()),
});

export const voteShape = voteRowShape.extend({
  convener: z.enum(conveners),
  convenerName: z.string(),
  building: z.string().nullable(),
  entrance: z.string().nullable(),
  how: z.string(),
  subject: subjectShape.nullable(),
  paper: z.array(matterShape),
  rules: rulesShape,
  thresholds: thresholdsShape,
  calendar: calendarShape,
  rollPublishedOn: z.string().nullable(),
  rollObjectionsUntil: z.string().nullable(),
  rollVersion: count,
  rollHash: z.string().nullable(),
  rollExcluded: z.array(excludedShape),
  roll: rollSumsShape,
  announcedOn: z.string().nullable(),
  rulesFrozenAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  challengeUntil: z.string().nullable(),
  cancelReason: z.string().nullable(),
  root: z.string().nullable(),
  /** Only after closing. */
  result: resultShape.nullable(),
  clocks: z.array(clockShape),
  next: z.array(nextShape),
  version: count,
});

export const progressShape = z.object({
  turnout: turnoutShape,
  quorum: z.object({
    /** Heads and area still wanting to the quorum, 0 when reached; one quorum per class on the paper. */
    lines: z.array(
      z.object({
        class: z.enum(matterClasses),
        fraction,
        headsMissing: count,
        areaMissingCm2: cm2,
        reached: z.boolean(),
      }),
    ),
  }),
  channels: z.array(z.object({ channel: z.string(), ballots: count })),
  buildings: z.array(z.object({ building: z.string(), entrance: z.string(), turnout: turnoutShape })),
});
export const setupShape = z.object({
  matters: z.array(
    z.object({
      id: z.string(),
      item: count,
      title: z.string(),
      class: z.enum(matterClasses),
      examples: z.array(z.string()),
    }),
  ),
  thresholds: thresholdsShape,
  calendar: calendarShape,
  /** Where the estate's parts lie, for the choice of scope. */
  buildings: z.array(z.object({ building: z.string(), entrances: z.array(z.string()), parts: count })),
  basis: z.array(
    z.object({ id: z.string(), title: z.string(), source: z.string(), unverified: z.boolean() }),
  ),
});
