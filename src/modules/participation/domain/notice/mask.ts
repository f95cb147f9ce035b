/** A person's name as lists show it: the first character, the rest starred (王** for any length). */
export const maskName = (name: string): string => {
  const [first = ''] = [...name.trim()];
  return first === '' ? '' : `${first}**`;
};

/** The last four digits of a telephone number, the rest starred. */
export const maskPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 7 ? '****' : `*******${digits.slice(-4)}`;
};
