import type { TypedFile } from "./register-resident.server";

/** A file as its form says it; the code of the area was found by whoever knows the areas. */
export function residentFormSaid(form: FormData, areaCode: string): TypedFile {
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 600);
  const list = (name: string) => form.getAll(name).map(String).slice(0, 20);
  return {
    ...{ name: text("name"), sex: text("sex"), bornOn: text("bornOn"), line: "civil-affairs", areaCode, cell: text("cell") },
    ...{ languages: list("languages"), visitFrom: text("visitFrom"), visitUntil: text("visitUntil") },
    ...{ needsTwo: text("needsTwo") === "yes", visitorSex: text("visitorSex"), visitorSkills: list("visitorSkills") },
    ...{ identityNumber: text("identityNumber"), phone: text("phone"), address: text("address"), position: text("position") },
    ...{ health: text("health"), accessNote: text("accessNote"), categories: list("categories") },
    ...{ grade: text("grade"), assessedOn: text("assessedOn"), isOther: text("isOther") === "yes" },
  };
}

/** Where a page of the list begins, as its address says it: «410105001001~R0000012». */
export function turnSaid(asked: Pick<URLSearchParams | FormData, "get">) {
  const place = (name: string) => {
    const [, areaCode, registerNumber] = /^(\d{4,12})~([A-Za-z0-9-]{1,32})$/.exec(String(asked.get(name) ?? "")) ?? [];
    return areaCode && registerNumber ? { areaCode, registerNumber } : undefined;
  };
  return { after: place("after"), before: place("before") };
}
