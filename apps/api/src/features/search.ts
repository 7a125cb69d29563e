/** A pattern for `ilike` that finds what holds these words; every character stands for itself. */
export const containing = (words: string) => `%${words.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
