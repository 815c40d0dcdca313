const anywhere = { areaClass: "any", serviceType: "any", level: "any", mark: "?" as const };
const OURS = "由本机构确定 / set by this office";
const contact = (key: string, value: number, unit: string) => ({ ...anywhere, key, value, unit, source: OURS });

/** By when an enquiry is answered, within which hours of workdays; how long an alert lives; until when a tour is booked and moved. */
export const OF_FIRST_CONTACT = [
  contact("enquiry-answer-hours", 8, "hours"),
  contact("enquiry-office-from", 8.5, "o'clock"),
  contact("enquiry-office-until", 17.5, "o'clock"),
  contact("alert-days", 180, "days"),
  contact("tour-book-hours", 2, "hours"),
];
