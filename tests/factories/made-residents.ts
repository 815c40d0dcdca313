import type { TypedFile } from "~/modules/residents/use-cases/register-resident.server";

/** An identity number nobody can have: area 999999 is given to no place; the check sign is right. */
export function madeIdentityNumber(bornOn: string, order: number): string {
  const digits = `999999${bornOn.replaceAll("-", "")}${String(order).padStart(3, "0")}`;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(digits[at]) * (2 ** (17 - at) % 11);
  return `${digits}${"10X98765432"[sum % 11]}`;
}

/** A form as somebody fills it in, right in every field. */
export function madeFile(said: Partial<TypedFile> = {}): TypedFile {
  return {
    ...{ name: "示例甲", sex: "unknown", bornOn: "1940-05-06", line: "civil-affairs", areaCode: "990101001001", cell: "G01" },
    ...{ languages: [], visitFrom: "", visitUntil: "", needsTwo: false, visitorSex: "", visitorSkills: [] },
    ...{ identityNumber: "", phone: "", address: "", position: "", health: "", accessNote: "" },
    ...{ categories: ["living-alone"], grade: "", assessedOn: "", isOther: false },
    ...said,
  };
}
