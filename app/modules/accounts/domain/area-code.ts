/** A city, district, street or community: 4, 6, 9 or 12 digits. */
export const isAreaCode = (text: string): boolean => /^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(text);

/** The same, or "" for every city of the installation. */
export const isAreaCodeOrAll = (text: string): boolean => text === "" || isAreaCode(text);

/** The first text after all that begin with this one, compared byte by byte; the text is not empty. */
export const afterPrefix = (text: string): string =>
  `${text.slice(0, -1)}${String.fromCharCode(text.charCodeAt(text.length - 1) + 1)}`;
