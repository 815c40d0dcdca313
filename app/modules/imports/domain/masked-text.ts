// Text of a file that is kept beside its rows: mobile and identity numbers in it show whose they are to nobody. Signs are left as in the
// masks of people's own fields: three and four of a phone, four and four of an identity number.
export const maskedText = (text: string): string =>
  text
    .replace(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (number) => shownAtBothEnds(number, 4, 4))
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => shownAtBothEnds(number, 3, 4));

const shownAtBothEnds = (number: string, first: number, last: number): string =>
  number.slice(0, first) + "*".repeat(number.length - first - last) + number.slice(-last);

/** How a text is written and not what it says: 张三 13900000000 → 某某 00000000000. It still tells a name from a number from a day. */
export const textShape = (text: string): string =>
  text
    .replace(/\p{Nd}/gu, "0")
    .replace(/\p{Script=Latin}/gu, "a")
    .replace(/\p{L}(?<![a])/gu, "某");
