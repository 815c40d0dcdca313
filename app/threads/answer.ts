/** Asked whether threads still answer. */
export const run = (word: string): string => word;
