import { allocationsContract } from './contract-allocations.ts';
import { householdsContract } from './contract-households.ts';
import { ledgerContract } from './contract-ledger.ts';
import { overviewContract } from './contract-overview.ts';
import { packagesContract } from './contract-packages.ts';
import { paymentsContract } from './contract-payments.ts';
import { rulesContract } from './contract-rules.ts';
import { worksContract } from './contract-works.ts';

/** Every request and answer of funding, by area; each area has its own `contract-<area>.ts`. */
export const fundingContract = {
  rules: rulesContract,
  ledger: ledgerContract,
  works: worksContract,
  payments: paymentsContract,
  households: householdsContract,
  allocations: allocationsContract,
  packages: packagesContract,
  overview: overviewContract,
};
