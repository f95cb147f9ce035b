import { accessContract } from './contract-access.ts';
import { ballotImportContract } from './contract-ballot-imports.ts';
import { ballotsContract, deskContract } from './contract-ballots.ts';
import { bodyContract, meetingContract } from './contract-bodies.ts';
import { choicesContract } from './contract-choices.ts';
import { noticeContract, objectionContract } from './contract-notices.ts';
import { opennessContract } from './contract-openness.ts';
import { overviewContract } from './contract-overview.ts';
import { votesContract } from './contract-votes.ts';
import { wishesContract } from './contract-wishes.ts';

/** Every request and answer of participation, by area; each area has its own `contract-<area>.ts`. */
export const participationContract = {
  access: accessContract,
  overview: overviewContract,
  votes: votesContract,
  ballots: ballotsContract,
  desk: deskContract,
  ballotImports: ballotImportContract,
  choices: choicesContract,
  bodies: bodyContract,
  meetings: meetingContract,
  openness: opennessContract,
  notices: noticeContract,
  objections: objectionContract,
  wishes: wishesContract,
};
