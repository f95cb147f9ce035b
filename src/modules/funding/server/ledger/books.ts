import { districtCode } from '#modules/identity/index.ts';

/** The district in whose books a region's postings are closed. */
export const districtCodeOf = (scope: string): string =>
  scope.length >= 6 ? scope.slice(0, 6) : districtCode;
