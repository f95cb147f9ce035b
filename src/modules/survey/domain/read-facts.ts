import { type BuiltYear, readBuiltYear } from './built-year.ts';
import { areSwapped, readDegrees, readPair } from './coordinates.ts';
import type { EstateContext, RowReader } from './estate-context.ts';
import { conditionKeys, type EstateColumn, type Grade, type LedgerEstate } from './ledger.ts';
import { saysUnknown, tidy } from './text.ts';
import { readDemolition, readFlag, readGrade, readLand, readPapers } from './vocabulary.ts';

const yearSentences: Readonly<Record<NonNullable<BuiltYear['fault']>, string>> = {
  'built-year-missing': '没有写明建成年份，需要补查。',
  'built-year-approximate': '建成年份为约数，按 {year} 年登记，需要核实。',
  'built-year-range': '建成年份是一个区间或分期，取较晚的 {year} 年，需要核实。',
  'built-year-decade': '只写了年代，没有具体年份，需要补查。',
  'built-year-unreadable': '建成年份无法识别，暂按空白处理。',
  'built-year-implausible': '建成年份不合常理，暂按空白处理。',
};

/** Year of completion, with the faults the row must answer for. */
export function takeBuiltYear(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  const column = context.column('builtYear');
  if (!column) return;
  const cell = reader.cell('builtYear');
  const found = readBuiltYear(cell, context.params);
  estate.builtYear = found.year;
  if (!found.fault) return;
  const written = cell?.text ?? '';
  const message = `${written === '' ? '' : `“${tidy(written)}”：`}${yearSentences[found.fault].replace('{year}', String(found.year))}`;
  const code = found.fault === 'built-year-decade' ? 'built-year-missing' : found.fault;
  const changed = code === 'built-year-missing' && saysUnknown(written) ? 'warning' : 'corrected';
  reader.log.add(code, column, changed, message, { from: written, to: String(found.year ?? '') });
  if (found.approximate && found.fault === 'built-year-range')
    reader.log.add('built-year-approximate', column, 'corrected', message, {
      from: written,
      to: String(found.year),
    });
}

/** 土地性质, 拆迁棚改, 手续: words with one meaning each. */
export function takeAnswers(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  const land = reader.answer('land');
  if (land) {
    const asked = /是否/.test(context.title('land')) ? readFlag(land.text) : null;
    estate.land = readLand(land.text) ?? (asked === null ? null : asked ? 'state' : 'collective');
    if (!estate.land) reader.log.drop('land-unknown', land.column, land.text, '看不出是国有还是集体土地');
  }
  const demolition = reader.answer('demolition');
  if (demolition) {
    const flag = readDemolition(demolition.text);
    const inverted = /未列入|不在|未纳入|不属于|无拆迁/.test(context.title('demolition'));
    estate.demolition = flag === null ? null : flag !== inverted;
    if (flag === null)
      reader.log.drop('demolition-unknown', demolition.column, demolition.text, '看不出是否列入拆迁或棚改');
  }
  const papers = reader.answer('papers');
  if (papers) {
    estate.papers = readPapers(papers.text);
    if (!estate.papers) reader.log.drop('papers-unknown', papers.column, papers.text, '看不出手续是否齐全');
  }
}

/** The eight condition grades. */
export function takeCondition(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  for (const key of conditionKeys) {
    const answer = reader.answer(key);
    if (!answer) continue;
    const found = readGrade(answer.text, context.legend);
    estate.condition[key] = found?.grade ?? null;
    if (!found)
      reader.log.drop('grade-unknown', answer.column, answer.text, '不是可识别的等级（好、一般、差、缺失）');
    else if (found.coded)
      reader.log.add(
        'grade-coded',
        answer.column,
        'corrected',
        `“${answer.text}”是代号，表内没有说明，按“${gradeNames[found.grade]}”登记，需要核实。`,
        { from: answer.text, to: gradeNames[found.grade] },
      );
  }
}

const gradeNames: Readonly<Record<Grade, string>> = { good: '好', fair: '一般', poor: '差', missing: '缺失' };

/** Longitude and latitude from two cells or one; swapped ones are put right. */
export function takePosition(reader: RowReader, estate: LedgerEstate, context: EstateContext): void {
  const pairCell = reader.text('lonLat');
  const pair = pairCell === null ? null : readPair(pairCell);
  const lon = pair ? pair[0] : degrees(reader, 'lon');
  const lat = pair ? pair[1] : degrees(reader, 'lat');
  const column = context.column(pair || !context.column('lon') ? 'lonLat' : 'lon') ?? 0;
  if (pairCell !== null && !pair && column > 0)
    reader.log.drop('coordinates-unreadable', column, pairCell, '不是可识别的经纬度');
  if (lon === null || lat === null) {
    estate.lon = lon;
    estate.lat = lat;
    return;
  }
  const swapped = areSwapped(lon, lat, context.params.country);
  estate.lon = swapped ? lat : lon;
  estate.lat = swapped ? lon : lat;
  if (swapped && !(pair && latitudeFirst(context.title('lonLat'))))
    reader.log.add(
      'coordinates-swapped',
      column,
      'corrected',
      `经度、纬度填反，已对调为 ${estate.lon}，${estate.lat}。`,
      {
        from: `${lon},${lat}`,
        to: `${estate.lon},${estate.lat}`,
      },
    );
}

const latitudeFirst = (title: string): boolean => /纬.*经/.test(title.replace(/经纬/g, ''));

function degrees(reader: RowReader, field: EstateColumn & ('lon' | 'lat')): number | null {
  const text = reader.text(field);
  if (text === null) return null;
  const value = readDegrees(text);
  if (value === null)
    reader.log.drop('coordinates-unreadable', reader.column(field), text, '不是可识别的经纬度');
  return value;
}
