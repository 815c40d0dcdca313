// Text of a file that is kept beside its rows: mobile and identity numbers in it show whose they are to nobody.
import { maskOf } from "~/modules/accounts/domain/sensitive-field";

export const maskedText = (text: string): string =>
  text
    .replace(/(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g, (number) => maskOf("identity-number", number) ?? "****")
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (number) => maskOf("phone", number) ?? "****");
