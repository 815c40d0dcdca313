// Text of a file that is kept beside its rows: mobile and identity numbers in it show whose they are to nobody. Signs are left as in the
// masks of people's own fields: three and four of a phone, four and four of an identity number.
export const maskedText = (text: string): string =>
  text
    .replace(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (number) => shownAtBothEnds(number, 4, 4))
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => shownAtBothEnds(number, 3, 4));

const shownAtBothEnds = (number: string, first: number, last: number): string =>
  number.slice(0, first) + "*".repeat(number.length - first - last) + number.slice(-last);
