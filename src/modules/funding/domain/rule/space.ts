import type { LineFacts, MeterSide, PipeOwner, Rule, RuleWorld } from './types.ts';

/** A value no rule names stands for all such values. */
const another = null;

function years(rules: readonly Rule[]): (number | null)[] {
  const edges = rules.flatMap(({ builtFrom, builtTo }) => [
    ...(builtFrom === null ? [] : [builtFrom - 1, builtFrom]),
    ...(builtTo === null ? [] : [builtTo, builtTo + 1]),
  ]);
  return [another, ...new Set(edges.sort((a, b) => a - b))];
}

const named = (lists: readonly (readonly string[])[]): (string | null)[] => [
  another,
  ...new Set(lists.flat()),
];

const sides: readonly { meter: MeterSide; pipe: PipeOwner }[] = [
  { meter: 'outside', pipe: 'utility' },
  { meter: 'outside', pipe: 'other' },
  { meter: 'inside', pipe: 'utility' },
  { meter: 'inside', pipe: 'other' },
];

/** Cases of one item beyond which a book is refused: no rule made by people needs as many, a machine stalls on them. */
const mostCases = 60_000;

/**
 * Every case of an item that rules can tell apart, null where they are too many to go through. Rules compare only with the values they name and the years at their
 * edges, so these finitely many cases decide for all estates there may ever be.
 */
export function casesOf(
  world: Pick<RuleWorld, 'networks'>,
  item: Pick<RuleWorld['items'][number], 'id' | 'class'>,
  rules: readonly Rule[],
): LineFacts[] | null {
  const relevant = rules.filter((rule) =>
    rule.items.length > 0 ? rule.items.includes(item.id) : rule.class === item.class,
  );
  const ends = world.networks.includes(item.id) ? sides : [{ meter: null, pipe: null }];
  const kinds = named(relevant.map(({ propertyKinds }) => propertyKinds));
  const places = named(relevant.map(({ subdistricts }) => subdistricts));
  const built = years(relevant);
  if (ends.length * kinds.length * places.length * built.length > mostCases) return null;
  return ends.flatMap((end) =>
    kinds.flatMap((propertyKind) =>
      places.flatMap((subdistrict) =>
        built.map((builtYear) => ({
          ...{ item: item.id, class: item.class, ...end },
          ...{ propertyKind, subdistrict, builtYear },
        })),
      ),
    ),
  );
}

/** A case in words, only what tells it apart. */
export function caseText(facts: LineFacts): string {
  const words = [
    facts.meter && (facts.meter === 'inside' ? '入户端口以内' : '入户端口以外'),
    facts.pipe && (facts.pipe === 'utility' ? '管线属专营单位' : '管线不属专营单位'),
    facts.propertyKind && `产权类型“${facts.propertyKind}”`,
    facts.subdistrict && `街道（乡镇）${facts.subdistrict}`,
    facts.builtYear !== null && `${facts.builtYear} 年建成`,
  ].filter((one) => typeof one === 'string');
  return words.length > 0 ? words.join('、') : '一般情形';
}
