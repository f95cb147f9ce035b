/** Requests and answers of the area `overview`. */
export const overviewContract = {};
