import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "~/modules/accounts/domain/audit-actions";
import { PERMISSIONS } from "~/modules/accounts/domain/permission";
import { auditSentence, factWords, type EventShown } from "~/modules/accounts/ui/audit-sentence";
import english from "~/modules/accounts/ui/strings.en.json";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const words = { zh: translator("zh", zh).getFixedT("zh", "accounts"), en: translator("en", en).getFixedT("en", "accounts") };
const refusedFor = (permission: string): EventShown => ({
  ...{
    id: "e",
    at: "2026-11-22T00:00:00Z",
    personId: "p",
    who: "示例人员",
    whom: null,
    via: "session",
    action: "use:permission",
  },
  ...{ subjectKind: null, subjectId: null, areaCode: "", result: "refused", why: null, facts: { permission } },
  ...{ address: null, requestId: null },
});
const KEY = /[a-z]+:[a-z]+/;

test.each(["zh", "en"] as const)("in %s no permission, deed or reason stands as a key in the audit's list", (language) => {
  const t = words[language];
  for (const permission of PERMISSIONS) {
    expect(auditSentence(refusedFor(permission), t)).not.toMatch(KEY);
    expect(auditSentence(refusedFor(permission), t)).not.toContain("audit.");
    expect(factWords("permission", permission, t)).not.toMatch(KEY);
  }
  for (const action of Object.values(AUDIT_ACTIONS).flat()) expect(factWords("action", action, t), action).not.toMatch(KEY);
  expect(factWords("via", "system:retention", t)).toBe(t("audit.system"));
  expect(factWords("because", "needs-another", t)).toBe(t("audit.why.needs-another"));
  expect(factWords("kind", "import-files", t)).toBe(t("retention.kinds.import-files"));
  expect(factWords("given", true, t)).toBe(t("audit.value.true"));
  expect(factWords("rows", 12, t)).toBe("12");
});

test("English labels of one list are of one style: they begin with a capital", () => {
  const { audit, file, line } = english;
  for (const list of [audit.action, audit.group, file.column, file.part, line])
    expect(Object.values(list).filter((label) => !/^[A-Z]/.test(label))).toEqual([]);
});
