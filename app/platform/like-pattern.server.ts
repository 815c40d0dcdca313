/** A LIKE pattern that finds these words anywhere, whatever signs they hold. */
export const likePattern = (words: string): string => `%${likeText(words)}%`;

/** Words as LIKE reads them letter by letter. */
export const likeText = (words: string): string => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
