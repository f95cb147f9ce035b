import { changesContract } from './contract-changes.ts';
import { documentsContract } from './contract-documents.ts';
import { reviewsContract } from './contract-reviews.ts';
import { schemesContract } from './contract-schemes.ts';

/** Every request and answer of scheme, by area; each area has its own `contract-<area>.ts`. */
export const schemeContract = {
  schemes: schemesContract,
  reviews: reviewsContract,
  changes: changesContract,
  documents: documentsContract,
};
