import { answerFindings, holdOpenDay, meetOn, planOpenDay, registerBodies } from './body-steps.ts';
import { chooseItems, choosingItems, closeChoice } from './choice-steps.ts';
import { collect, takePayments } from './household-steps.ts';
import { allocate, loadIndicators, loadPaid, loadReceipts } from './money-steps.ts';
import { answerRoll, dealWithObjections, objectToRoll, postSchemes } from './notice-steps.ts';
import { loadPackages } from './package-steps.ts';
import { loadBudget, loadPlan } from './plan-steps.ts';
import { issueCards, loadRolls, nominate } from './roll-steps.ts';
import { approveScheme, draftScheme, drawUpSchemes, postReviewed, reviewSchemes } from './scheme-steps.ts';
import { joinOrganisations, type Loading } from './steps.ts';
import { enterCommittees, loadLedger } from './survey-steps.ts';
import {
  announceNext,
  announceVotes,
  atTheDoor,
  onPaper,
  postResults,
  postRolls,
  votingNow,
} from './vote-steps.ts';
import { assess, loadApplications, loadDisputes, loadProjects } from './way-in.ts';
import { askingWishes, askWishes, closeWishes } from './wishes-steps.ts';
import { measureWorks, payProgress, requestMore, signContract } from './works-steps.ts';

type Step = (loading: Loading) => Promise<void>;

/** How many days before the first start the demo begins. */
export const span = 75;

/**
 * In the order a district works, each with the days before the first start on which it happens: survey, judgement,
 * disputes, the way in, projects, money, plan; then the residents decide, with the days the law wants between the steps.
 */
export const timeline: readonly (readonly [number, readonly Step[]])[] = [
  [
    span,
    [
      joinOrganisations,
      loadLedger,
      enterCommittees,
      assess,
      loadDisputes,
      loadApplications,
      loadProjects,
      loadBudget,
      loadPlan,
    ],
  ],
  [70, [drawUpSchemes, loadRolls, nominate, registerBodies, meetOn('plan'), askWishes]],
  [62, [postRolls, closeWishes]],
  [60, [objectToRoll, reviewSchemes]],
  [57, [answerRoll, postReviewed]],
  [46, [approveScheme, loadIndicators, announceVotes, meetOn('build'), chooseItems]],
  [40, [loadReceipts, allocate]],
  [36, [signContract]],
  [28, [atTheDoor, meetOn('manage')]],
  [26, [closeChoice]],
  [20, [measureWorks, onPaper, planOpenDay, issueCards]],
  [14, [payProgress, postResults, postSchemes]],
  [13, [collect]],
  [10, [loadPaid, holdOpenDay, askingWishes, choosingItems, loadPackages, draftScheme, meetOn('review')]],
  [6, [requestMore, takePayments, announceNext, dealWithObjections, answerFindings]],
  [0, [votingNow, meetOn('share'), assess]],
];
