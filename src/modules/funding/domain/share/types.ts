/** What a `funding share` file holds once it is read. Money in fen, area in cm², shares and coefficients decimal texts. */
export type ShareItem = { readonly id: string; readonly class: string; readonly amountFen: bigint };
export type ShareRule = {
  readonly match: { readonly class?: string | undefined; readonly item?: string | undefined };
  readonly payer: string;
  readonly share: string;
  /** Most the payer bears of one item; what it cuts off goes to `remainderPayer`. */
  readonly capFen?: bigint | undefined;
};
export type Household = {
  readonly method: 'area' | 'equal' | 'floor-coefficient';
  /** Floor (may be negative) → coefficient. */
  readonly coefficients?: Readonly<Record<string, string>> | undefined;
};
export type SharePart = {
  readonly id: string;
  readonly areaCm2: bigint;
  readonly floor?: number | undefined;
};
export type ShareInput = {
  readonly items: readonly ShareItem[];
  readonly rules: readonly ShareRule[];
  readonly remainderPayer?: string | undefined;
  readonly household: Household;
  readonly parts: readonly SharePart[];
};

export type PayerAmount = { readonly payer: string; readonly amountFen: bigint };
export type PartAmount = { readonly id: string; readonly amountFen: bigint };
export type ShareResult = {
  readonly payers: readonly PayerAmount[];
  readonly items: readonly { readonly id: string; readonly payers: readonly PayerAmount[] }[];
  readonly parts: readonly PartAmount[];
};

export type ShareFaultCode =
  | 'funding.share.sum'
  | 'funding.share.range'
  | 'funding.share.twice'
  | 'funding.share.remainder'
  | 'funding.share.remainder-cap'
  | 'funding.share.floor'
  | 'funding.share.no-parts'
  | 'funding.share.no-weight';

/** Why costs cannot be shared: a code of the catalogue, the values of its sentence, and the place in the input. */
export class ShareFault extends Error {
  readonly code: ShareFaultCode;
  readonly values: Readonly<Record<string, string>>;
  readonly at: string;
  constructor(code: ShareFaultCode, values: Readonly<Record<string, string>>, at: string) {
    super(code);
    this.name = 'ShareFault';
    this.code = code;
    this.values = values;
    this.at = at;
  }
}

/** The payer whose part is divided over the exclusive parts. */
export const residentsPayer = 'residents';
