/** Day number of 1970-01-01 counted from 1899-12-30, day 0 of the 1900 date system after its false leap day. */
const epoch1900 = 25_569;
/** The 1904 date system counts from 1904-01-01. */
const shift1904 = 1_462;
const millisecondsOfDay = 86_400_000;
/** 9999-12-31, the last day a spreadsheet knows. */
const lastSerial = 2_958_465;

/**
 * The calendar day of a spreadsheet's serial number, `YYYY-MM-DD`; null when the number is no day. Serials 1 to
 * 60 lie before the false 29 February 1900 of the 1900 system and count one day later.
 */
export function serialToDay(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial)) return null;
  let days = Math.floor(serial);
  if (date1904) days += shift1904;
  else if (days >= 1 && days < 60) days += 1;
  if (days < 1 || days > lastSerial) return null;
  return new Date((days - epoch1900) * millisecondsOfDay).toISOString().slice(0, 10);
}
