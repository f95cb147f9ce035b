/** Requests and answers of the area `ledger`. */
export const ledgerContract = {};
