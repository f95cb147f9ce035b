import { percentText } from '#ui/quantity.ts';
import type { WishesDetail } from './wishes-words.tsx';

type Coverage = WishesDetail['coverage'];
type Rate = { readonly answered: number; readonly households: number | null };

const shade = ({ answered, households }: Rate): string => {
  if (households === null || households === 0) return '';
  if (answered >= households) return 'wishes-full';
  return answered === 0 ? 'wishes-none' : 'wishes-some';
};
const text = ({ answered, households }: Rate): string => `${answered}/${households ?? '?'}`;

/** What scrolls must be reachable by keyboard. */
const scrolls = { role: 'group', tabIndex: 0, 'aria-label': '各楼各层答复户数' } as const;

/** Answered of all, by building and floor; the numbers say it, the colour only helps. */
export function CoverageGrid({ coverage }: { readonly coverage: Coverage }) {
  const { buildings } = coverage;
  if (buildings.length === 0) return null;
  const floors = [...new Set(buildings.flatMap((one) => one.floors.map(({ floor }) => floor)))].sort(
    (a, b) => (b ?? -100) - (a ?? -100),
  );
  return (
    <div className="hj-table-scroll" {...scrolls}>
      <table className="wishes-grid">
        <caption className="hj-hidden">各楼各层答复户数与总户数</caption>
        <thead>
          <tr>
            <th scope="col">楼层</th>
            {buildings.map((one) => (
              <th scope="col" key={one.building}>
                {one.building}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {floors.map((floor) => (
            <tr key={floor ?? 'none'}>
              <th scope="row">{floor === null ? '不详' : `${floor} 层`}</th>
              {buildings.map((one) => {
                const cell = one.floors.find((each) => each.floor === floor);
                return (
                  <td key={one.building} className={cell ? shade(cell) : ''}>
                    {cell ? text(cell) : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            {buildings.map((one) => (
              <td key={one.building} className={shade(one)}>
                <strong>{text(one)}</strong>
                <br />
                {one.households ? percentText(one.answered / one.households) : '户数不详'}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
