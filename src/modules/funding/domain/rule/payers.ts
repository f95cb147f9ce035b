import type { RenovationClass, RuleWorld } from './types.ts';

/** A payer a rule may name: a sub-channel, or a channel as a whole where no sub-channel has its id. */
export type KnownPayer = {
  readonly id: string;
  readonly title: string;
  /** The channel it belongs to. */
  readonly channel: string;
  readonly classes: readonly RenovationClass[];
};

/** Sub-channels first: `residents` means what residents pay themselves, not their channel with the maintenance fund. */
export function payerIndex(world: Pick<RuleWorld, 'channels'>): ReadonlyMap<string, KnownPayer> {
  const payers = new Map<string, KnownPayer>();
  for (const channel of world.channels)
    for (const sub of channel.subChannels) payers.set(sub.id, { ...sub, channel: channel.id });
  for (const { id, title, subChannels } of world.channels)
    if (!payers.has(id))
      payers.set(id, {
        ...{ id, title, channel: id },
        classes: [...new Set(subChannels.flatMap(({ classes }) => classes))],
      });
  return payers;
}
