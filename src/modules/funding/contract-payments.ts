/** Requests and answers of the area `payments`. */
export const paymentsContract = {};
