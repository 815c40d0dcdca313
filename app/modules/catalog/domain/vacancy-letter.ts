// The letter that reminds an operator: in both languages, the Chinese first, for nobody knows who opens the mailbox. It names the
// place and days, no person; the link itself stays with whoever was given it.

export interface VacancyLetter {
  readonly name: string;
  readonly daysOld: number;
  /** the day the word goes stale, as the city counts days */
  readonly expiresOn: string;
  /** where one comes in; "" = the installation does not know its own address */
  readonly address: string;
}

export const subjectOf = ({ name, daysOld }: VacancyLetter): string =>
  `请确认余位：${name}（已${daysOld}天） · Please confirm your free places`;

export function textOf({ name, daysOld, expiresOn, address }: VacancyLetter): string {
  const zh = [
    `${name}：余位上次确认是${daysOld}天前。`,
    `${expiresOn}以后，家长和老人看到的将是“余位不详，请致电”。`,
    "请打开机构链接点一下“全部没变”，或改成现在的数。",
  ];
  const en = [
    `${name}: your free places were last confirmed ${daysOld} days ago.`,
    `From ${expiresOn} on families will read «unknown, please call».`,
    "Please open your operator's link and tap «all still right», or put the numbers right.",
  ];
  return [...zh, address, "", ...en, address].filter((line, at) => line !== "" || at === zh.length + 1).join("\n");
}
