/** Requests and answers of the area `changes`. */
export const changesContract = {};
