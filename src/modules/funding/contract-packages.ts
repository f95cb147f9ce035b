/** Requests and answers of the area `packages`. */
export const packagesContract = {};
