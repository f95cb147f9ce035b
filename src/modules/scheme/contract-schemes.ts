/** Requests and answers of the area `schemes`. */
export const schemesContract = {};
