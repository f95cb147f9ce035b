/** Requests and answers of the area `works`. */
export const worksContract = {};
