/** Requests and answers of the area `allocations`. */
export const allocationsContract = {};
