/** Whole minutes left until an hour, less than none when it is over. */
export const minutesLeft = (dueAt: string, now: number): number => Math.floor((Date.parse(dueAt) - now) / 60_000);

interface Clocked {
  readonly dueAt: string;
  readonly closedAt: string | null;
}

/** Beyond its hour: still open after it, or closed after it. */
export const isOverdue = ({ dueAt, closedAt }: Clocked, now: number): boolean =>
  Date.parse(dueAt) < (closedAt === null ? now : Date.parse(closedAt));

/** 补录: whole days that passed before it was put on record; null = it was within a day. */
export function daysBeforeReceived({
  foundAt,
  receivedAt,
}: {
  readonly foundAt: string;
  readonly receivedAt: string;
}): number | null {
  const days = Math.floor((Date.parse(receivedAt) - Date.parse(foundAt)) / 86_400_000);
  return days < 1 ? null : days;
}

/** Days, hours and minutes of a span, whichever side of the hour it lies on. */
export function spanOf(minutes: number): { readonly days: number; readonly hours: number; readonly minutes: number } {
  const whole = Math.abs(minutes);
  return { days: Math.floor(whole / 1440), hours: Math.floor(whole / 60) % 24, minutes: whole % 60 };
}
