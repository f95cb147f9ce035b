/** The pattern of `like` for "contains this text": what the user typed never acts as a wildcard. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
