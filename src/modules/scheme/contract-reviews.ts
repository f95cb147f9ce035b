/** Requests and answers of the area `reviews`. */
export const reviewsContract = {};
