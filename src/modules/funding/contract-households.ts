/** Requests and answers of the area `households`. */
export const householdsContract = {};
