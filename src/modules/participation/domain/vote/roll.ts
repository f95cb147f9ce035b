/** What the roll needs of an exclusive part (专有部分); structurally survey's `Part`. */
export type RollPart = {
  readonly id: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly kind: string;
  readonly areaCm2: bigint | null;
  readonly areaSource: string | null;
  readonly titled: boolean;
  readonly unsold: boolean;
  readonly owners: readonly {
    readonly id: string;
    readonly nominated: boolean;
    readonly nameMasked: string;
  }[];
};

/** One entitlement to be: one row per exclusive part. */
export type RollEntry = {
  readonly partId: string;
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
  readonly kind: string;
  readonly areaCm2: bigint;
  readonly areaSource: string;
  /** Who counts as one person: the sole owner, the same set of co-owners, the developer, or the part by itself. */
  readonly personKey: string;
  /** Who may use the entitlement: the sole owner or the nominated co-owner. */
  readonly ownerId: string | null;
  readonly ownerMasked: string;
  readonly coOwners: number;
  readonly unsold: boolean;
};

const faultTexts = {
  'area-missing': '没有面积，人数和面积的比例都无法计算，请补登后再公示',
  'area-source-missing': '面积没有来源，应为不动产登记簿、测绘实测或买卖合同之一（司法解释 8）',
  'area-unproved': '面积为自报，须有登记簿、测绘或合同依据后才能计票（司法解释 8）',
  'unsold-owned': '标为未售，又登记了业主，请先核实',
  'owner-unknown': '没有登记业主：计入总数，登记前不能投票',
  'not-nominated': '共有而未推选行使表决权的人：计入总数，推选前不能投票',
} as const;
export type RollFaultCode = keyof typeof faultTexts;
const blockingCodes: readonly RollFaultCode[] = [
  'area-missing',
  'area-source-missing',
  'area-unproved',
  'unsold-owned',
];

export type RollFault = {
  readonly partId: string;
  readonly place: string;
  readonly code: RollFaultCode;
  readonly message: string;
  /** True: the roll cannot be published before it is put right. */
  readonly blocking: boolean;
};
export type Excluded = {
  readonly partId: string;
  readonly place: string;
  readonly kind: string;
  readonly reason: string;
};
export type Roll = {
  readonly entries: readonly RollEntry[];
  readonly excluded: readonly Excluded[];
  readonly faults: readonly RollFault[];
};

export const developerMasked = '建设单位（未售出）';

export const placeOf = (one: {
  readonly building: string;
  readonly entrance: string;
  readonly room: string;
}) => [one.building, one.entrance, one.room].filter(Boolean).join(' ');

/** A garage or storage room that cannot be registered by itself is no exclusive part (司法解释 2). */
const isAccessory = (part: RollPart): boolean =>
  !part.titled && (part.kind === 'garage' || part.kind === 'storage');

function faultsOf(part: RollPart): RollFaultCode[] {
  const nominated = part.owners.some((one) => one.nominated);
  return [
    ...(part.areaCm2 === null ? (['area-missing'] as const) : []),
    ...(part.areaCm2 !== null && part.areaSource === null ? (['area-source-missing'] as const) : []),
    ...(part.areaSource === 'stated' ? (['area-unproved'] as const) : []),
    ...(part.unsold && part.owners.length > 0 ? (['unsold-owned'] as const) : []),
    ...(!part.unsold && part.owners.length === 0 ? (['owner-unknown'] as const) : []),
    ...(!part.unsold && part.owners.length > 1 && !nominated ? (['not-nominated'] as const) : []),
  ];
}

/** Equal for the same owner and for the same co-owners together: they bought as one (司法解释 9). */
const personKey = (part: RollPart): string => {
  if (part.unsold) return 'unsold';
  if (part.owners.length === 0) return `part:${part.id}`;
  return part.owners
    .map((one) => one.id)
    .sort()
    .join('+');
};

function entryOf(part: RollPart, areaCm2: bigint, areaSource: string): RollEntry {
  const voter = part.owners.length === 1 ? part.owners[0] : part.owners.find((one) => one.nominated);
  const { building, entrance, room, kind, unsold } = part;
  return {
    ...{ partId: part.id, building, entrance, room, kind, areaCm2, areaSource, unsold },
    personKey: personKey(part),
    ownerId: unsold ? null : (voter?.id ?? null),
    ownerMasked: unsold
      ? developerMasked
      : part.owners.map((one) => one.nameMasked).join('、') || '（未登记）',
    coOwners: Math.max(1, part.owners.length),
  };
}

/**
 * Builds the roll from the exclusive parts of the scope. A part with a fault that does not block stays on the roll and
 * counts in all; one without a lawful area is left out of `entries` and blocks publication.
 */
export function buildRoll(parts: readonly RollPart[]): Roll {
  const voting = parts.filter((part) => !isAccessory(part));
  return {
    entries: voting.flatMap((part) =>
      part.areaCm2 === null || part.areaSource === null || part.areaSource === 'stated'
        ? []
        : [entryOf(part, part.areaCm2, part.areaSource)],
    ),
    excluded: parts.filter(isAccessory).map((part) => ({
      partId: part.id,
      place: placeOf(part),
      kind: part.kind,
      reason: '没有独立产权登记，不属于专有部分（司法解释 2），不计入名册',
    })),
    faults: voting.flatMap((part) =>
      faultsOf(part).map((code) => ({
        partId: part.id,
        place: placeOf(part),
        code,
        message: faultTexts[code],
        blocking: blockingCodes.includes(code),
      })),
    ),
  };
}

export type RollSums = {
  readonly parts: number;
  readonly heads: number;
  readonly areaCm2: bigint;
  readonly unsoldParts: number;
  /** Parts that count in all but nobody can vote for yet. */
  readonly unable: number;
};

/** Heads and areas of a roll: one person however many parts, unsold ones together one. */
export function rollSums(
  entries: readonly Pick<RollEntry, 'personKey' | 'areaCm2' | 'unsold' | 'ownerId'>[],
): RollSums {
  return {
    parts: entries.length,
    heads: new Set(entries.map((one) => (one.unsold ? 'unsold' : one.personKey))).size,
    areaCm2: entries.reduce((sum, one) => sum + one.areaCm2, 0n),
    unsoldParts: entries.filter((one) => one.unsold).length,
    unable: entries.filter((one) => !one.unsold && one.ownerId === null).length,
  };
}
