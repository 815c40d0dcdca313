// The letter that reminds an operator: in both languages, the Chinese first, for nobody knows who opens the mailbox. It names the
// place and days, no person; the link itself stays with whoever was given it.

export interface VacancyLetter {
  readonly name: string;
  /** how old the word is and the day it goes stale, as the city counts days; null = none was ever said */
  readonly said: { readonly daysOld: number; readonly expiresOn: string } | null;
  /** where one comes in; "" = the installation does not know its own address */
  readonly address: string;
}

export const subjectOf = ({ name, said }: VacancyLetter): string =>
  said
    ? `请确认余位：${name}（已${said.daysOld}天） · Please confirm your free places`
    : `请填报余位：${name} · Please say how many places are free`;

export function textOf({ name, said, address }: VacancyLetter): string {
  if (!said) return lines(SILENT_ZH(name), SILENT_EN(name), address);
  const zh = [
    `${name}：余位上次确认是${said.daysOld}天前。`,
    `${said.expiresOn}以后，家长和老人看到的将是“余位不详，请致电”。`,
    "请打开机构链接点一下“全部没变”，或改成现在的数。",
  ];
  const en = [
    `${name}: your free places were last confirmed ${said.daysOld} days ago.`,
    `From ${said.expiresOn} on families will read «unknown, please call».`,
    "Please open your operator's link and tap «all still right», or put the numbers right.",
  ];
  return lines(zh, en, address);
}

const SILENT_ZH = (name: string): string[] => [
  `${name}：余位还没有填报过。`,
  "家长和老人现在看到的是“余位不详，请致电”。",
  "请打开机构链接填一次；以后没变时，点一下“全部没变”即可。",
];
const SILENT_EN = (name: string): string[] => [
  `${name}: nobody has said yet how many places are free.`,
  "Families read «unknown, please call».",
  "Please open your operator's link and say it once; after that, one tap on «all still right» is enough.",
];

function lines(zh: readonly string[], en: readonly string[], address: string): string {
  return [...zh, address, "", ...en, address].filter((line, at) => line !== "" || at === zh.length + 1).join("\n");
}
