import { defineActions, roles } from '#shared/actor.ts';
import { allocationSchemesContract } from './contract-allocation-schemes.ts';
import { calculatorsContract } from './contract-calculators.ts';
import { financeImportsContract } from './contract-finance-imports.ts';
import { indicatorsContract } from './contract-indicators.ts';
import { reconciliationsContract } from './contract-reconciliations.ts';
import { treasuryVouchersContract } from './contract-treasury-vouchers.ts';

/** Requests and answers of the area `allocations`. */
export const allocationsContract = {
  calculators: calculatorsContract,
  imports: financeImportsContract,
  indicators: indicatorsContract,
  vouchers: treasuryVouchersContract,
  schemes: allocationSchemesContract,
  reconciliations: reconciliationsContract,
};

export const allocationsActions = defineActions({
  'funding.allocations.read': roles,
  'funding.allocations.import': ['finance', 'taskForce'],
  /** 结转, 收回, 追回. */
  'funding.allocations.act': ['finance'],
  'funding.allocations.book': ['finance'],
  'funding.allocations.propose': ['taskForce'],
  /** By another person than the one who drew it up. */
  'funding.allocations.approve': ['taskForce', 'leader'],
  'funding.allocations.publish': ['taskForce'],
  'funding.allocations.reconcile': ['finance'],
  /** By another person than the one who prepared it. */
  'funding.allocations.sign': ['finance', 'taskForce'],
});
