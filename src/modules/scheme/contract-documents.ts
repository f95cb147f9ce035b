/** Requests and answers of the area `documents`. */
export const documentsContract = {};
