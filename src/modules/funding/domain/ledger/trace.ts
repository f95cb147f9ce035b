/** Cash in or out of a source in the order of the books. Amounts in fen, positive. */
export type Flow = { readonly id: string; readonly amountFen: bigint };
export type Link = { readonly receipt: string; readonly use: string; readonly amountFen: bigint };

/**
 * First in, first out: every fen of a use is laid to a fen of a receipt, so that both directions answer. What was used
 * beyond what came (a suspended fact) stays without a receipt.
 */
export function traceFlows(
  receipts: readonly Flow[],
  uses: readonly Flow[],
): { links: Link[]; unusedFen: bigint } {
  const links: Link[] = [];
  let at = 0;
  let left = receipts[0]?.amountFen ?? 0n;
  for (const use of uses) {
    let open = use.amountFen;
    while (open > 0n && at < receipts.length) {
      const receipt = receipts[at] as Flow;
      const amountFen = open < left ? open : left;
      if (amountFen > 0n) links.push({ receipt: receipt.id, use: use.id, amountFen });
      open -= amountFen;
      left -= amountFen;
      if (left === 0n) {
        at += 1;
        left = receipts[at]?.amountFen ?? 0n;
      }
    }
  }
  const unusedFen = receipts.slice(at + 1).reduce((sum, one) => sum + one.amountFen, left);
  return { links, unusedFen };
}

/**
 * The same, told place by place: a use is laid over the places it went to in their order. What a use has beyond its
 * places (money given back, which goes to no place) is a link without one; places beyond the use are left out.
 */
export function tracePlaces<P extends { readonly amountFen: bigint }>(
  receipts: readonly Flow[],
  uses: readonly (Flow & { readonly places: readonly P[] })[],
): { links: (Link & { readonly place: P | null })[]; unusedFen: bigint } {
  const parts = uses.flatMap(({ id, amountFen, places }) => {
    let left = amountFen;
    const laid: { use: string; amountFen: bigint; place: P | null }[] = places.map((place) => {
      let part = place.amountFen;
      if (part > left) part = left;
      left -= part;
      return { use: id, amountFen: part, place };
    });
    laid.push({ use: id, amountFen: left, place: null });
    return laid.filter((one) => one.amountFen > 0n);
  });
  const { links, unusedFen } = traceFlows(
    receipts,
    parts.map(({ amountFen }, n) => ({ id: String(n), amountFen })),
  );
  return {
    links: links.flatMap((link) => {
      const part = parts[Number(link.use)];
      return part ? [{ ...link, use: part.use, place: part.place }] : [];
    }),
    unusedFen,
  };
}
