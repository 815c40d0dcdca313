import { granted, refused, type Verdict } from "~/shared/verdict";

/** Tries before a phone is unbound. */
export const PIN_TRIES = 5;
const PIN_DIGITS = 6;

export type PinRefusal = { readonly kind: "pin-digits"; readonly digits: number } | { readonly kind: "pin-trivial" };

/** Whether six digits may be a PIN: no run, no repetition, nothing of the phone number, no date of birth of this century's workers. */
export function chosenPin(pin: string, phone: string): Verdict<string, PinRefusal> {
  if (!/^\d{6}$/.test(pin)) return refused({ kind: "pin-digits", digits: PIN_DIGITS });
  return isTrivial(pin, phone) ? refused({ kind: "pin-trivial" }) : granted(pin);
}

function isTrivial(pin: string, phone: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, i) => (digit - digits[i]! + 10) % 10);
  const isRun = new Set(steps).size === 1;
  const isRepeated = /^(\d)\1*$|^(\d{2})\2{2}$|^(\d{3})\3$/.test(pin) || new Set(digits).size < 3;
  return isRun || isRepeated || phone.includes(pin) || isDate(pin);
}

/** `yymmdd`: the date of birth that people choose first. */
const isDate = (pin: string): boolean => {
  const [month, day] = [Number(pin.slice(2, 4)), Number(pin.slice(4, 6))];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
};
