/** Requests and answers of the area `rules`. */
export const rulesContract = {};
