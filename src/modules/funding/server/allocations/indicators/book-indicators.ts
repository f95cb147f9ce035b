import { randomUUID } from 'node:crypto';
import { policyOn } from '#modules/policy/index.ts';
import type { Ctx } from '#platform/http/context.ts';
import type { IndicatorLine } from '../../../domain/allocation/read-indicators.ts';
import { grantSource } from '../../ledger/post.ts';
import type { ImportRow } from '../imports/import-row.ts';

/** The catalogue's id of lifts, which documents most often exclude by name. */
const lifts = 'lifts';

/** Books each line as a source with its earmark; classes and carrying over come from the pack where the line is silent. */
export async function bookIndicators(
  ctx: Ctx,
  row: ImportRow,
  lines: readonly IndicatorLine[],
  check: () => void,
): Promise<number> {
  if (lines.length === 0) return 0;
  const { values } = await policyOn(ctx.tx, row.regionCode, ctx.today);
  for (const line of lines) {
    check();
    const channel = values['funding.channels'].find(({ subChannels }) =>
      subChannels.some(({ id }) => id === line.channel),
    );
    const sub = channel?.subChannels.find(({ id }) => id === line.channel);
    if (!channel || !sub) throw new Error(`sub-channel ${line.channel} is not in the pack`);
    const classes = line.classes ?? sub.classes;
    const excludedItems = line.excludesLifts ? [lifts] : [];
    // A document that names a last day in a later year has itself allowed carrying over.
    const carry = sub.carry || (line.expiresOn !== null && line.expiresOn > `${line.budgetYear}-12-31`);
    const common = {
      ...{ regionCode: line.regionCode, documentNumber: line.documentNumber, amountFen: line.amountFen },
      ...{ subChannel: line.channel, budgetYear: line.budgetYear, expiresOn: line.expiresOn },
    };
    const { sourceId, postingId } = await grantSource(ctx, {
      ...common,
      ...{ channel: channel.id, classes, estates: null, excludedItems, carry, cash: true },
      title: `${sub.title}　${line.purpose || line.place || line.documentNumber}`,
      ...{ documentFileId: row.fileId, bookedOn: ctx.today },
    });
    await ctx.tx
      .insertInto('fundingIndicator')
      .values({
        ...common,
        ...{ id: randomUUID(), importId: row.id, cell: `${line.sheet} ${line.cell}`, place: line.place },
        ...{ purpose: line.purpose, channel: channel.id, classes: [...classes], excludedItems },
        ...{ sourceId, postingId, createdAt: ctx.now },
      })
      .execute();
  }
  return lines.length;
}
